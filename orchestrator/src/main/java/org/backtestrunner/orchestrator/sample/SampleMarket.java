package org.backtestrunner.orchestrator.sample;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An invented stock market, for examples and tests. Nothing in it is real, and no result on it says
 * anything about a real market.
 */
final class SampleMarket {
  private static final String PRICE_HEADER = "timestamp,symbol,open,high,low,close,volume\n";
  private static final String FACTOR_HEADER = "timestamp,symbol,ml_alpha\n";

  /** How strongly {@code ml_alpha} is correlated with what it predicts; the rest is noise. */
  private static final double FACTOR_SKILL = 0.4;

  private final SampleRequest request;
  private final List<LocalDate> sessions;

  SampleMarket(SampleRequest request) {
    this.request = request;
    this.sessions = TradingCalendar.sessions(request.start(), request.end()).toList();
  }

  /**
   * Appends the price file to {@code prices}, one row for each symbol and day on which it traded,
   * and to {@code factor} the values of a made-up prediction, {@code ml_alpha}, for each listed
   * symbol on the last session of each month. Lines end with {@code \n}.
   *
   * @return the number of price rows
   */
  long write(Appendable prices, Appendable factor) throws IOException {
    CommonReturns commonReturns = new CommonReturns(request.seed());
    RandomStream factorNoise = new RandomStream(request.seed(), "ml_alpha");
    List<Stock> stocks = new ArrayList<>();
    for (int number = 1; number <= request.symbols(); number++) {
      stocks.add(new Stock(number, sessions.size(), request.seed()));
    }
    prices.append(PRICE_HEADER);
    factor.append(FACTOR_HEADER);
    long rows = 0;
    for (int session = 0; session < sessions.size(); session++) {
      LocalDate date = sessions.get(session);
      CommonReturns.Day common = commonReturns.next();
      boolean endOfMonth = TradingCalendar.isLastSessionOfMonth(date);
      for (Stock stock : stocks) {
        Optional<Bar> bar = stock.next(session, common);
        if (bar.isPresent()) {
          prices.append(priceRow(date, stock, bar.get()));
          rows++;
        }
        if (endOfMonth && stock.isListed(session)) {
          factor.append(factorRow(date, stock, factorNoise));
        }
      }
    }
    return rows;
  }

  private static CharSequence priceRow(LocalDate date, Stock stock, Bar bar) {
    StringBuilder line = new StringBuilder(64);
    line.append(date).append(',').append(stock.symbol()).append(',');
    bar.appendTo(line);
    return line.append('\n');
  }

  private static String factorRow(LocalDate date, Stock stock, RandomStream noise) {
    double prediction =
        FACTOR_SKILL * stock.trendScore()
            + StrictMath.sqrt(1 - FACTOR_SKILL * FACTOR_SKILL) * noise.normal();
    BigDecimal rounded = BigDecimal.valueOf((long) Math.rint(prediction * 10_000), 4);
    return date + "," + stock.symbol() + "," + rounded.toPlainString() + "\n";
  }
}
