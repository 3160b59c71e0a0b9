package org.backtestrunner.worker.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backtestrunner.worker.format.Presets;
import org.backtestrunner.worker.parameter.Frequency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset reads two rows that are laid out as its source lays them out; prices are made up. */
class PresetsTest {
  @TempDir Path directory;

  /** A preset, a file as its source writes it, and the rows that it means. */
  record Sample(String preset, String file, String text, List<String> rows) {
    @Override
    public String toString() {
      return preset;
    }
  }

  private static Sample of(String preset, String file, String text, String... rows) {
    return new Sample(preset, file, text, List.of(rows));
  }

  static Stream<Sample> samples() {
    return Stream.of(
        of(
            "binance",
            "ADAUSDT-1d-2021-03.csv",
            """
            1614556800000,1.31,1.42,1.25,1.4,900.5,1614643199999,1,10,450,1,0
            1614643200000,1.4,1.5,1.3,1.35,800,1614729599999,1,10,400,1,0
            """,
            "2021-03-01 ADAUSDT 1.31 1.42 1.25 1.4 900.5",
            "2021-03-02 ADAUSDT 1.4 1.5 1.3 1.35 800"),
        of(
            "bloomberg_wide",
            "export.csv",
            """
            Dates,KO US Equity,SAP GY Equity
            03/01/2021,50.5,102
            03/02/2021,#N/A N/A,103.25
            """,
            "2021-03-01 KO US Equity 50.5",
            "2021-03-01 SAP GY Equity 102",
            "2021-03-02 SAP GY Equity 103.25"),
        of(
            "crsp",
            "dsf.csv",
            """
            PERMNO,date,TICKER,PRC,VOL,RET
            10107,20210301,KO,50.5,1000,0.01
            10107,20210302,KO,-50.25,0,B
            """,
            "2021-03-01 KO 50.5 1000",
            "2021-03-02 KO 50.25 0"),
        of(
            "cryptodatadownload",
            "Gemini_ETHUSD_d.csv",
            """
            https://www.CryptoDataDownload.com
            unix,date,symbol,open,high,low,close,Volume ETH,Volume USD
            1614643200000,2021-03-02 00:00:00,ETH/USD,1570,1600,1450,1492,20,30000
            1614556800000,2021-03-01 00:00:00,ETH/USD,1420,1580,1410,1570,25,37000
            """,
            "2021-03-02 ETH/USD 1570 1600 1450 1492",
            "2021-03-01 ETH/USD 1420 1580 1410 1570"),
        of(
            "databento",
            "xnas.ohlcv-1d.csv",
            """
            ts_event,rtype,publisher_id,instrument_id,open,high,low,close,volume,symbol
            1614556800000000000,35,2,32,50100000000,50900000000,49950000000,50500000000,1000,KO
            1614643200000000000,35,2,32,50500000000,51000000000,50000000000,50250000000,900,KO
            """,
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO 50.5 51 50 50.25 900"),
        of(
            "dukascopy",
            "KO.USUSD_Candlestick_1_D_BID_01.03.2021.csv",
            """
            Gmt time,Open,High,Low,Close,Volume
            01.03.2021 00:00:00.000,50.1,50.9,49.95,50.5,1000
            02.03.2021 00:00:00.000,50.5,51,50,50.25,900
            """,
            "2021-03-01 KO.USUSD 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO.USUSD 50.5 51 50 50.25 900"),
        of(
            "eodhd",
            "KO.US.csv",
            """
            Date,Open,High,Low,Close,Adjusted_close,Volume
            2021-03-01,50,52,48,50,25,1000
            2021-03-02,51,53,49,52,26,900
            """,
            "2021-03-01 KO.US 25 26 24 25 1000",
            "2021-03-02 KO.US 25.5 26.5 24.5 26 900"),
        of(
            "firstrate",
            "KO_1day_adjsplitdiv.txt",
            """
            2021-03-01 00:00:00,50.1,50.9,49.95,50.5,1000
            2021-03-02 00:00:00,50.5,51,50,50.25,900
            """,
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO 50.5 51 50 50.25 900"),
        of(
            "german_excel",
            "Kurse.csv",
            """
            Datum;Symbol;Er\u00f6ffnung;Schluss
            01.03.2021;MUV2;1.240,10;1.250,50
            02.03.2021;\u00d6MV;45,10;45,25
            """,
            "2021-03-01 MUV2 1250.5",
            "2021-03-02 \u00d6MV 45.25"),
        of(
            "investing",
            "KO Historical Data.csv",
            """
            \ufeff"Date","Price","Open","High","Low","Vol.","Change %"
            "03/02/2021","1,050.25","1,050.50","1,051.00","1,050.00","51.41M","-0.02%"
            "03/01/2021","1,050.50","1,050.10","1,050.90","1,049.95","40.06M","0.10%"
            """,
            "2021-03-02 KO 1050.5 1051 1050 1050.25",
            "2021-03-01 KO 1050.1 1050.9 1049.95 1050.5"),
        of(
            "kaggle_sp500",
            "all_stocks_5yr.csv",
            """
            date,open,high,low,close,volume,Name
            2021-03-01,50.1,50.9,49.95,50.5,1000,KO
            2021-03-01,20,21,19,20.5,700,T
            """,
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000",
            "2021-03-01 T 20 21 19 20.5 700"),
        of(
            "kibot",
            "KO.txt",
            """
            03/01/2021,50.1,50.9,49.95,50.5,1000
            03/02/2021,50.5,51,50,50.25,900
            """,
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO 50.5 51 50 50.25 900"),
        of(
            "lean",
            "ko.csv",
            """
            20210301 00:00,501000,509000,499500,505000,1000
            20210302 00:00,505000,510000,500000,502500,900
            """,
            "2021-03-01 ko 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 ko 50.5 51 50 50.25 900"),
        of(
            "metatrader4",
            "EURUSD1440.csv",
            """
            2021.03.01,00:00,1.2,1.21,1.19,1.205,1000
            2021.03.02,00:00,1.205,1.215,1.2,1.21,900
            """,
            "2021-03-01 EURUSD1440 1.2 1.21 1.19 1.205 1000",
            "2021-03-02 EURUSD1440 1.205 1.215 1.2 1.21 900"),
        of(
            "metatrader5",
            "EURUSD.csv",
            """
            <DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>
            2021.03.01\t1.2\t1.21\t1.19\t1.205\t1000\t0\t1
            2021.03.02\t1.205\t1.215\t1.2\t1.21\t900\t0\t1
            """,
            "2021-03-01 EURUSD 1.2 1.21 1.19 1.205 1000",
            "2021-03-02 EURUSD 1.205 1.215 1.2 1.21 900"),
        of(
            "nasdaq",
            "KO.csv",
            """
            Date,Close/Last,Volume,Open,High,Low
            03/02/2021,$50.25,900,$50.50,$51.00,$50.00
            03/01/2021,$50.50,1000,$50.10,$50.90,$49.95
            """,
            "2021-03-02 KO 50.5 51 50 50.25 900",
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000"),
        // 1614574800 is 2021-03-01T05:00:00Z: midnight in New York.
        of(
            "polygon",
            "day_aggs.csv",
            """
            ticker,volume,open,close,high,low,window_start,transactions
            KO,1000,50.1,50.5,50.9,49.95,1614574800000000000,10
            KO,900,50.5,50.25,51,50,1614661200000000000,9
            """,
            "2021-03-01 KO 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO 50.5 51 50 50.25 900"),
        of(
            "qlib",
            "features.csv",
            """
            instrument,datetime,$open,$high,$low,$close,$volume
            SH600000,2021-03-01,10.1,10.9,9.95,10.5,1000
            """,
            "2021-03-01 SH600000 10.1 10.9 9.95 10.5 1000"),
        of(
            "sharadar",
            "SHARADAR_SEP.csv",
            """
            ticker,date,open,high,low,close,volume,closeadj,closeunadj,lastupdated
            KO,2021-03-01,50,52,48,50,1000,25,50,2021-03-02
            """,
            "2021-03-01 KO 25 26 24 25 1000"),
        of(
            "stooq",
            "ko.us.txt",
            """
            <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>
            KO.US,D,20210301,000000,50.1,50.9,49.95,50.5,1000,0
            KO.US,D,20210302,000000,50.5,51,50,50.25,900,0
            """,
            "2021-03-01 KO.US 50.1 50.9 49.95 50.5 1000",
            "2021-03-02 KO.US 50.5 51 50 50.25 900"),
        of(
            "tiingo",
            "KO.csv",
            """
            date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor
            2021-03-01T00:00:00.000Z,50,52,48,51,1000,25,26,24,25.5,2000,0.0,1.0
            """,
            "2021-03-01 KO 25.5 26 24 25 2000"),
        of(
            "yfinance",
            "KO.csv",
            """
            Date,Open,High,Low,Close,Adj Close,Volume
            2021-03-01,50,52,48,50,25,1000
            2021-03-02,null,null,null,null,null,null
            """,
            "2021-03-01 KO 25 26 24 25 1000",
            "2021-03-02 KO"),
        of(
            "yfinance_wide",
            "download.csv",
            """
            Price,Close,Close,Open,Open
            Ticker,KO,T,KO,T
            Date,,,,
            2021-03-01,50.5,20.5,50.1,20
            2021-03-02,50.25,,50.5,
            """,
            "2021-03-01 KO 50.1 50.5",
            "2021-03-01 T 20 20.5",
            "2021-03-02 KO 50.5 50.25"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aPresetReadsTheFilesOfItsSource(Sample sample) {
    Charset charset =
        sample.preset().equals("german_excel")
            ? Charset.forName("windows-1252")
            : StandardCharsets.UTF_8;
    Path file = PriceRows.write(directory.resolve(sample.file()), sample.text().getBytes(charset));
    assertEquals(
        sample.rows(), PriceRows.read(file, Optional.of(sample.preset()), Frequency.DAILY).rows());
  }

  @Test
  void everyPresetHasASample() {
    assertEquals(Presets.NAMES, samples().map(Sample::preset).toList());
  }

  @Test
  void everyPresetSaysInOneSentenceWhatItIsFor() {
    for (String name : Presets.NAMES) {
      assertTrue(Presets.text(name).startsWith("# "), name);
      assertTrue(Presets.description(name).endsWith("."), Presets.description(name));
      assertTrue(Presets.description(name).length() < 130, Presets.description(name));
    }
  }
}
