package org.backtestrunner.worker.parameter;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one run, typed and checked. Rates are in basis points, money is in account
 * currency, dates are inclusive.
 */
public record RunParameters(
    String strategy,
    Frequency frequency,
    Path priceFile,
    Optional<Path> symbolsFile,
    Optional<Path> bundlePath,
    Optional<Path> factorFile,
    Optional<Path> groupsFile,
    Optional<Path> weightsFile,
    Optional<String> priceFormat,
    Optional<String> factorFormat,
    Optional<String> weightsFormat,
    Optional<String> groupsFormat,
    LocalDate startDate,
    LocalDate endDate,
    RebalanceFrequency rebalanceFrequency,
    double topQuantile,
    double bottomQuantile,
    double maxGrossExposure,
    double startCapital,
    double commissionBps,
    double spreadBps,
    double slippageBps,
    double borrowBpsPerYear,
    double financingBpsPerYear,
    double delistingReturn,
    long maxStaleDays,
    long factorMaxAgeDays,
    long executionLag,
    FillPrice fillPrice,
    double lotSize,
    long emaFast,
    long emaSlow,
    double universeSample,
    long seed) {

  public RunParameters {
    if (startDate.isAfter(endDate)) {
      throw new UsageException("--start-date: " + startDate + " is after --end-date " + endDate);
    }
    if (fillPrice == FillPrice.OPEN && executionLag == 0) {
      throw new UsageException(
          "--fill-price: open needs --execution-lag 1 or more: a decision at the close of a bar"
              + " cannot be filled at its open");
    }
    switch (strategy) {
      case Parameters.MULTIFACTOR_LONG_SHORT -> {
        requireFile(bundlePath, "--bundle-path", strategy);
        if (topQuantile == 0 && bottomQuantile == 0) {
          throw new UsageException(
              "--top-quantile, --bottom-quantile: both are 0, so nothing would ever be held");
        }
      }
      case Parameters.TREND_BASELINE -> {
        if (emaFast >= emaSlow) {
          throw new UsageException(
              "--ema-fast: " + emaFast + " must be less than --ema-slow " + emaSlow);
        }
      }
      case Parameters.TARGET_WEIGHTS -> requireFile(weightsFile, "--weights-file", strategy);
      default -> {}
    }
  }

  /**
   * Reads parameters from their texts.
   *
   * @param given values by name with underscores; what is missing takes its default
   * @throws UsageException for an unknown name, a missing or a bad value
   */
  public static RunParameters of(Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    for (Parameter parameter : Parameters.ALL) {
      String value = values.get(parameter.name());
      if (value != null) {
        parameter.check(value);
      } else if (parameter.required()) {
        throw new UsageException(parameter.option() + " is required: " + parameter.allowed());
      } else if (parameter.defaultValue().isPresent()) {
        values.put(parameter.name(), parameter.defaultValue().get());
      }
    }
    return new Values(values).toRunParameters();
  }

  private static void requireFile(Optional<Path> file, String option, String strategy) {
    if (file.isEmpty()) {
      throw new UsageException(option + " is required by --strategy " + strategy);
    }
  }

  /** Checked texts by name. */
  private record Values(Map<String, String> texts) {

    RunParameters toRunParameters() {
      return new RunParameters(
          texts.get("strategy"),
          Frequency.of(texts.get("freq")),
          file("price_file").orElseThrow(),
          file("symbols_file"),
          file("bundle_path"),
          file("factor_file"),
          file("groups_file"),
          file("weights_file"),
          Optional.ofNullable(texts.get("price_format")),
          Optional.ofNullable(texts.get("factor_format")),
          Optional.ofNullable(texts.get("weights_format")),
          Optional.ofNullable(texts.get("groups_format")),
          date("start_date"),
          date("end_date"),
          RebalanceFrequency.of(texts.get("rebalance_freq")),
          number("top_quantile"),
          number("bottom_quantile"),
          number("max_gross_exposure"),
          number("start_capital"),
          number("commission_bps"),
          number("spread_bps"),
          number("slippage_bps"),
          number("borrow_bps_per_year"),
          number("financing_bps_per_year"),
          number("delisting_return"),
          integer("max_stale_days"),
          integer("factor_max_age_days"),
          integer("execution_lag"),
          texts.get("fill_price").equals("open") ? FillPrice.OPEN : FillPrice.CLOSE,
          number("lot_size"),
          integer("ema_fast"),
          integer("ema_slow"),
          number("universe_sample"),
          integer("seed"));
    }

    private Optional<Path> file(String name) {
      String text = texts.get(name);
      return text == null
          ? Optional.empty()
          : Optional.of(Parameter.path("--" + name.replace('_', '-'), text));
    }

    private LocalDate date(String name) {
      return Parameter.date(texts.get(name)).orElseThrow();
    }

    private double number(String name) {
      return Double.parseDouble(texts.get(name));
    }

    private long integer(String name) {
      return Long.parseLong(texts.get(name));
    }
  }
}
