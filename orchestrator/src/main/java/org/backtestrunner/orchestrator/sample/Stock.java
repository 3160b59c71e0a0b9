package org.backtestrunner.orchestrator.sample;

import java.util.Locale;
import java.util.Optional;

/**
 * One invented stock. Its log return is a constant drift (higher for calm stocks), plus a slowly
 * changing drift (past winners tend to go on winning), plus its share of market and sector, plus a
 * shock of its own of which the next days take a little back.
 */
final class Stock {
  private static final double SESSIONS_PER_YEAR = 252;
  private static final double EXPECTED_GROWTH = 0.11 / SESSIONS_PER_YEAR;
  private static final double COST_OF_VARIANCE = 0.75;
  private static final double TREND_DEVIATION = 0.12 / SESSIONS_PER_YEAR;
  private static final double TREND_PERSISTENCE = 0.995;
  private static final double REVERSAL = 0.10;
  private static final double REVERSAL_MEMORY = 0.8;
  private static final int SESSIONS_OF_DECLINE = 120;
  private static final double DECLINE = 0.005;
  private static final double LOWEST_PRICE = 0.01;
  private static final double HIGHEST_PRICE = 1_000_000;
  private static final double LOT = 100;

  private final String symbol;
  private final Lifetime lifetime;
  private final int sector;
  private final double marketBeta;
  private final double drift;
  private final double usualVolume;
  private final RandomStream random;
  private final ClusteredShocks ownShocks;

  private double close;
  private double trend;
  private double recentOwnShocks;
  private double volumeSurprise;

  /** The stock with the given number, from 1, of a sample of so many sessions. */
  Stock(int number, int sessions, long seed) {
    symbol = String.format(Locale.ROOT, "SYN%03d", number);
    lifetime = Lifetime.draw(number, sessions, new RandomStream(seed, symbol + " lifetime"));
    random = new RandomStream(seed, symbol);
    sector = (number - 1) % CommonReturns.SECTORS;
    marketBeta = random.uniform(0.6, 1.5);
    double ownVolatility = random.uniform(0.008, 0.020);
    ownShocks = new ClusteredShocks(new RandomStream(seed, symbol + " shocks"), ownVolatility);
    drift = EXPECTED_GROWTH - COST_OF_VARIANCE * varianceOfReturn(ownVolatility);
    usualVolume = 1e6 * StrictMath.exp(0.8 * random.normal());
    close = 40 * StrictMath.exp(0.5 * random.normal());
    trend = TREND_DEVIATION * random.normal();
  }

  /** SYN001, SYN002 and so on. */
  String symbol() {
    return symbol;
  }

  /** Whether the stock can be traded in this session, counted from 0. */
  boolean isListed(int session) {
    return lifetime.isListed(session);
  }

  /** Today's slowly changing drift, in standard deviations of it. */
  double trendScore() {
    return trend / TREND_DEVIATION;
  }

  /** Moves on by one session; empty where there is nothing to observe. */
  Optional<Bar> next(int session, CommonReturns.Day common) {
    if (!isListed(session)) {
      return Optional.empty();
    }
    Bar bar = trade(session, common);
    return lifetime.isObserved(session) ? Optional.of(bar) : Optional.empty();
  }

  private Bar trade(int session, CommonReturns.Day common) {
    double volatility = ownShocks.volatility();
    double shock = ownShocks.next();
    double logReturn =
        drift
            + trend
            + marketBeta * common.market()
            + common.sectors().get(sector)
            + shock
            - REVERSAL * recentOwnShocks;
    if (lifetime.sessionsBeforeDelisting(session) < SESSIONS_OF_DECLINE) {
      logReturn -= DECLINE;
    }
    double previous = close;
    close = previous * StrictMath.exp(logReturn);
    close = Math.min(HIGHEST_PRICE, Math.max(LOWEST_PRICE, close));
    double overnight = 0.4 * logReturn + 0.3 * volatility * random.normal();
    double open = Math.max(LOWEST_PRICE, previous * StrictMath.exp(overnight));
    double above = StrictMath.exp(0.5 * volatility * Math.abs(random.normal()));
    double below = StrictMath.exp(-0.5 * volatility * Math.abs(random.normal()));
    long volume = volume(Math.abs(logReturn) / volatility);

    trend =
        TREND_PERSISTENCE * trend
            + StrictMath.sqrt(1 - TREND_PERSISTENCE * TREND_PERSISTENCE)
                * TREND_DEVIATION
                * random.normal();
    recentOwnShocks = REVERSAL_MEMORY * recentOwnShocks + (1 - REVERSAL_MEMORY) * shock;
    return Bar.of(
        open, Math.max(open, close) * above, Math.min(open, close) * below, close, volume);
  }

  /** Volume is higher after high volume and on days with large moves; in round lots. */
  private long volume(double moveInDeviations) {
    volumeSurprise = 0.9 * volumeSurprise + 0.15 * random.normal();
    double shares = usualVolume * StrictMath.exp(volumeSurprise) * (0.8 + 0.25 * moveInDeviations);
    return (long) (LOT * Math.max(1, Math.rint(shares / LOT)));
  }

  private double varianceOfReturn(double ownVolatility) {
    double marketVolatility = marketBeta * CommonReturns.MARKET_VOLATILITY;
    return marketVolatility * marketVolatility
        + CommonReturns.SECTOR_VOLATILITY * CommonReturns.SECTOR_VOLATILITY
        + ownVolatility * ownVolatility;
  }
}
