import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.api.View;

/** What buy_and_hold does, as a user would write it. */
public final class EqualParts implements Strategy {
  private boolean decided;

  public String name() {
    return "equal_parts";
  }

  public String description() {
    return "Equal weights at the first bar, never changed.";
  }

  public Optional<Map<String, Double>> decide(View view) {
    List<String> symbols = view.symbols();
    if (decided || symbols.isEmpty()) {
      return Optional.empty();
    }
    decided = true;
    Map<String, Double> weights = new TreeMap<>();
    symbols.forEach(symbol -> weights.put(symbol, 1.0 / symbols.size()));
    return Optional.of(weights);
  }
}
