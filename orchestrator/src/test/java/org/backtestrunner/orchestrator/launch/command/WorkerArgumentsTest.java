package org.backtestrunner.orchestrator.launch.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backtestrunner.orchestrator.config.Configs;
import org.backtestrunner.orchestrator.launch.contract.ResultFile;
import org.backtestrunner.orchestrator.plan.Planner;
import org.backtestrunner.orchestrator.plan.RunPlan;
import org.backtestrunner.orchestrator.plan.layout.BatchDirectory;
import org.backtestrunner.orchestrator.plan.layout.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerArgumentsTest {
  @TempDir private Path directory;

  @Test
  void everyParameterThatTheStrategyUsesIsOneLine() throws Exception {
    Files.writeString(Files.createDirectory(directory.resolve("my data")).resolve("#1.txt"), "A\n");
    String yaml =
        Configs.BASE
            + """
              symbols_file: "my data/#1.txt"
              bundle_path: "bundle.yaml"
              delisting_return: -0.50
              start_capital: 1e6
              universe_sample: 1
            runs: [{id: one}]
            """;
    RunPlan run = Planner.plan(new Configs(directory).read(yaml)).runs().get(0);
    RunDirectory runDirectory = new BatchDirectory(Path.of("/out/batch")).run(run);

    assertEquals(
        """
        # backtest-worker arguments, one a line
        --strategy=buy_and_hold
        --freq=1d
        --bars-per-year=252
        --bars-per-day=78
        --data-source=local
        --price-file=DIR/prices.csv
        --symbols-file=DIR/my data/#1.txt
        --start-date=2015-01-01
        --end-date=2020-12-31
        --max-gross-exposure=1
        --start-capital=1000000
        --commission-bps=0
        --spread-bps=0
        --slippage-bps=0
        --market-impact-bps=0
        --impact-exponent=0.5
        --borrow-bps-per-year=0
        --financing-bps-per-year=0
        --delisting-return=-0.5
        --max-stale-days=20
        --max-signal-age-days=5
        --execution-lag=1
        --fill-price=close
        --lot-size=0
        --universe-sample=1
        --seed=42
        --out=/out/batch/runs/0000_one/backtest
        """
            .replace("DIR", directory.toString()),
        String.join(
                "\n",
                WorkerArguments.lines(
                    run.workerParameters(directory),
                    runDirectory.backtest(),
                    ResultFile.ALL,
                    false,
                    Optional.empty()))
            + "\n");
  }

  @Test
  void aWorkerIsToldWhatToWriteOnlyWhereThatIsNotAllAsItIs() {
    assertEquals(
        List.of(
            "# backtest-worker arguments, one a line",
            "--freq=1d",
            "--out=/out",
            "--outputs=equity,positions",
            "--csv-safe=on",
            "--store=/set"),
        WorkerArguments.lines(
            Map.of("freq", "1d"),
            Path.of("/out"),
            Set.of(ResultFile.POSITIONS, ResultFile.EQUITY),
            true,
            Optional.of(Path.of("/set"))));
  }
}
