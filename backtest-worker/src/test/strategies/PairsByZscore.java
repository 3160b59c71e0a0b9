import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.api.Run;
import org.backtestrunner.worker.api.Strategy;
import org.backtestrunner.worker.api.View;

/** Sells the dear one of two symbols and buys the other, until their ratio is back. */
public final class PairsByZscore implements Strategy {
  private Run run;
  private boolean open;

  public String name() {
    return "pairs";
  }

  public String description() {
    return "Trades the first two symbols against each other by the z-score of their ratio.";
  }

  public List<OwnParameter> parameters() {
    return List.of(
        OwnParameter.integer("bars", 60, "Bars of mean and deviation.").in("[3, 1000]"),
        OwnParameter.number("enter", 2, "The z-score at which a position is opened.").in("(0, inf)"),
        OwnParameter.number("leave", 0.5, "The z-score below which it is closed.").in("[0, inf)"));
  }

  public void begin(Run run) {
    this.run = run;
  }

  public Optional<Map<String, Double>> decide(View view) {
    int bars = (int) run.integer("bars");
    if (view.symbols().size() < 2) {
      return Optional.empty();
    }
    String dear = view.symbols().get(0);
    String cheap = view.symbols().get(1);
    double[] ratios = view.history(dear, Column.CLOSE, bars);
    double[] others = view.history(cheap, Column.CLOSE, bars);
    if (ratios.length < bars || others.length < bars) {
      return Optional.empty();
    }
    Arrays.setAll(ratios, i -> ratios[i] / others[i]);
    double mean = Arrays.stream(ratios).average().orElseThrow();
    double variance = Arrays.stream(ratios).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
    double score = variance == 0 ? 0 : (ratios[bars - 1] - mean) / Math.sqrt(variance);
    if (!open && Math.abs(score) > run.number("enter")) {
      open = true;
      return Optional.of(Map.of(dear, -Math.signum(score) / 2, cheap, Math.signum(score) / 2));
    }
    boolean back = open && Math.abs(score) < run.number("leave");
    open &= !back;
    return back ? Optional.of(Map.of()) : Optional.empty();
  }
}
