import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.api.Run;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.api.View;

/** At the first bar of a month, holds what has risen most, and cash where that has fallen too. */
public final class DualMomentum implements Strategy {
  private int lookback;
  private int holdings;
  private int month;

  @Override
  public String name() {
    return "dual_momentum";
  }

  @Override
  public String description() {
    return "Monthly, equal parts in the symbols that have risen most; cash for those that fell.";
  }

  @Override
  public List<OwnParameter> parameters() {
    return List.of(
        OwnParameter.integer("lookback", 126, "Bars over which a rise is measured.").in("[1, 2000]"),
        OwnParameter.integer("holdings", 3, "How many symbols are held at most.").in("[1, inf)"));
  }

  @Override
  public void begin(Run run) {
    lookback = (int) run.integer("lookback");
    holdings = (int) run.integer("holdings");
  }

  @Override
  public Optional<Map<String, Double>> decide(View view) {
    if (view.date().getMonthValue() == month) {
      return Optional.empty();
    }
    month = view.date().getMonthValue();
    Map<String, Double> rises = new TreeMap<>();
    for (String symbol : view.symbols()) {
      double[] closes = view.history(symbol, Column.CLOSE, lookback + 1);
      if (closes.length == lookback + 1 && closes[lookback] > closes[0]) {
        rises.put(symbol, closes[lookback] / closes[0]);
      }
    }
    Map<String, Double> weights = new TreeMap<>();
    rises.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(holdings)
        .forEach(best -> weights.put(best.getKey(), 1.0 / holdings));
    return Optional.of(weights);
  }
}
