import java.util.Arrays;
import java.util.List;
import org.backtestrunner.worker.api.Column;
import org.backtestrunner.worker.api.Factor;
import org.backtestrunner.worker.api.Observations;
import org.backtestrunner.worker.api.OwnParameter;
import org.backtestrunner.worker.api.Run;

/** How far the last close is below the highest one. */
public final class FallFromHigh implements Factor {
  private int bars;

  public String name() {
    return "fall_from_high";
  }

  public String description() {
    return "Last close over the highest of the last bars, less one.";
  }

  public List<OwnParameter> parameters() {
    return List.of(
        OwnParameter.integer("high_bars", 250, "Bars among which the highest is.").in("[1, 5000]"));
  }

  public void begin(Run run) {
    bars = (int) run.integer("high_bars");
  }

  public double value(Observations past) {
    double[] closes = past.history(Column.CLOSE, bars);
    return closes.length < bars
        ? Double.NaN
        : past.close(0) / Arrays.stream(closes).max().orElseThrow() - 1;
  }
}
