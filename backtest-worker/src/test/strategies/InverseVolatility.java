import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.api.Run;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.api.View;

/** At the first bar of a month, weights by the inverse of volatility, none above a cap. */
public final class InverseVolatility implements Strategy {
  private Run run;
  private int month;

  public String name() {
    return "inverse_volatility";
  }

  public String description() {
    return "Monthly, weights by inverse volatility, none above a cap; the rest is cash.";
  }

  public List<OwnParameter> parameters() {
    return List.of(
        OwnParameter.integer("window", 20, "Returns that make a volatility.").in("[2, 500]"),
        OwnParameter.number("cap", 0.3, "The largest weight.").in("(0, 1]"));
  }

  public void begin(Run run) {
    this.run = run;
  }

  public Optional<Map<String, Double>> decide(View view) {
    if (view.date().getMonthValue() == month) {
      return Optional.empty();
    }
    month = view.date().getMonthValue();
    int window = (int) run.integer("window");
    Map<String, Double> inverse = new TreeMap<>();
    for (String symbol : view.symbols()) {
      double[] closes = view.history(symbol, Column.CLOSE, window + 1);
      double volatility = closes.length > window ? volatility(closes) : 0;
      if (volatility > 0) {
        inverse.put(symbol, 1 / volatility);
      }
    }
    double sum = inverse.values().stream().mapToDouble(value -> value).sum();
    inverse.replaceAll((symbol, value) -> Math.min(run.number("cap"), value / sum));
    return Optional.of(inverse);
  }

  private static double volatility(double[] closes) {
    double[] returns = new double[closes.length - 1];
    Arrays.setAll(returns, i -> closes[i + 1] / closes[i] - 1);
    double mean = Arrays.stream(returns).average().orElseThrow();
    return Math.sqrt(Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).average().orElseThrow());
  }
}
