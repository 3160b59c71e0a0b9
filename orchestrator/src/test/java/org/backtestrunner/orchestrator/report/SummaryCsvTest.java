package org.backtestrunner.orchestrator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.harvest.RunResult;
import org.backtestrunner.orchestrator.harvest.metric.Metric;
import org.backtestrunner.orchestrator.harvest.metric.Metrics;
import org.backtestrunner.orchestrator.launch.contract.Cause;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCsvTest {
  /** The columns on which scripts of users rely, in their order. */
  private static final List<String> FIXED =
      List.of(
          ("run_id,status,strategy,params_hash,start_date,end_date,sharpe,deflated_sharpe,max_dd,"
                  + "max_dd_pct,turnover,runtime_sec,error,cause,exit_code,attempts,total_return,"
                  + "cagr,volatility,sortino,calmar,final_equity,orders,cpu_sec,peak_rss_mb,tags,"
                  + "warnings,warning_kinds")
              .split(","));

  @TempDir Path directory;

  private List<String> columns() throws IOException {
    List<RunResult> results =
        Planner.plan(new Configs(directory).read(Configs.BASE + "grid: {commission_bps: [1, 2]}\n"))
            .runs()
            .stream()
            .map(run -> RunResult.notStarted(run, Cause.INTERRUPTED))
            .toList();
    Path file = directory.resolve("batch_summary.csv");
    SummaryCsv.write(file, BatchSummary.of(results), false);
    return List.of(Files.readAllLines(file).get(0).split(","));
  }

  @Test
  void theFixedColumnsComeFirstAndTheParametersThatDifferLast() throws IOException {
    List<String> columns = columns();

    assertEquals(FIXED, columns.subList(0, FIXED.size()));
    assertEquals("param.commission_bps", columns.get(columns.size() - 1));
  }

  private String summary(boolean safe) throws IOException {
    RunPlan plan =
        Planner.plan(new Configs(directory).read(Configs.BASE + "runs: [{id: a, tags: [b]}]\n"))
            .runs()
            .get(0);
    String error = "=cmd|' /C calc'!A0";
    RunResult failed =
        new RunResult.Failure(
            RunResult.notStarted(plan, Cause.KILLED).trace(), Cause.KILLED, error);
    Path file = directory.resolve("batch_summary.csv");
    SummaryCsv.write(file, BatchSummary.of(List.of(failed)), safe);
    return Files.readString(file);
  }

  @Test
  void aFormulaIsMadeATextOnlyForWhoAsksForIt() throws IOException {
    assertTrue(summary(false).contains(",=cmd|' /C calc'!A0,"));
    assertTrue(summary(true).contains(",'=cmd|' /C calc'!A0,"));
    for (String formula : List.of("=1", "+a", "-a", "@a", "\t=1", "\r=1", "-1+2", "-")) {
      assertEquals("'" + formula, SummaryCsv.withoutFormula(formula));
    }
    for (String other : List.of("", "-0.5", "+1", "-1e-7", ".5", "a=b", " =1", "'=1")) {
      assertEquals(other, SummaryCsv.withoutFormula(other));
    }
  }

  @Test
  void everyMetricIsOneColumn() throws IOException {
    List<String> columns = columns();

    for (Metric metric : Metrics.ALL) {
      assertEquals(1, columns.stream().filter(metric.name()::equals).count(), metric.name());
    }
    List<String> further = columns.subList(FIXED.size(), columns.indexOf("run_index"));
    assertEquals(
        List.of("run_index", "directory", "deflated_sharpe_ever", "param.commission_bps"),
        columns.subList(columns.indexOf("run_index"), columns.size()));
    List<String> ofBenchmark = further.subList(further.size() - 8, further.size());
    assertEquals(
        "beta,alpha,correlation,tracking_error,information_ratio,excess_return,up_capture,"
            + "down_capture",
        String.join(",", ofBenchmark));
    assertTrue(
        Metrics.ALL.stream()
            .map(Metric::name)
            .toList()
            .containsAll(further.subList(0, further.size() - 8)));
  }
}
