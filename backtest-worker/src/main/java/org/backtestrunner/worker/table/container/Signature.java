package org.backtestrunner.worker.table.container;

import org.backtestrunner.shared.text.RowScanner;

/** What the first bytes of a file say it is. */
enum Signature {
  TEXT("text", ""),
  PARQUET("Parquet", ""),
  ENCRYPTED_PARQUET("an encrypted Parquet file", "write it without encryption"),
  GZIP("gzip", "gunzip FILE"),
  ZSTD("zstd", "unzstd FILE"),
  ZIP("zip", "unzip FILE"),
  BZIP2("bzip2", "bunzip2 FILE"),
  XZ("xz", "unxz FILE"),
  LZ4("lz4", "unlz4 FILE"),
  COMPRESS("compress", "uncompress FILE"),
  SEVEN_ZIP("7-Zip", "7z x FILE"),
  RAR("RAR", "unrar x FILE"),
  TAR("a tar archive", "tar xf FILE"),
  EXCEL(
      "an Excel workbook",
      "save it as CSV UTF-8, or: python3 -c \"import pandas;"
          + " pandas.read_excel('FILE').to_csv('FILE.csv', index=False)\""),
  JSON("JSON", pandas("read_json('FILE')")),
  JSON_LINES("JSON lines", pandas("read_json('FILE', lines=True)")),
  FEATHER("Feather (Arrow)", pandas("read_feather('FILE')")),
  ORC("ORC", pandas("read_orc('FILE')")),
  HDF5("HDF5", pandas("read_hdf('FILE')")),
  PICKLE("a pickle of Python", pandas("read_pickle('FILE')")),
  SQLITE("an SQLite database", "sqlite3 -header -csv FILE 'SELECT * FROM prices' > prices.csv"),
  DUCKDB("a DuckDB database", "duckdb FILE \"COPY prices TO 'prices.parquet'\""),
  NUMPY("a NumPy array", "save it with numpy.savetxt or pandas.DataFrame.to_csv"),
  AVRO("Avro", "write it as Parquet"),
  HTML("an HTML page", "download the file itself");

  /** So many first bytes are looked at. */
  static final int LENGTH = 4_096;

  private final String says;
  private final String command;

  Signature(String says, String command) {
    this.says = says;
    this.command = command;
  }

  private static String pandas(String read) {
    return "python3 -c \"import pandas; pandas." + read + ".to_csv('FILE.csv', index=False)\"";
  }

  /** What it is called. */
  String says() {
    return says;
  }

  /** The one command that makes it readable. */
  String command(String file) {
    return command.replace("FILE", file);
  }

  /** What begins with these bytes. */
  static Signature of(byte[] bytes) {
    if (begins(bytes, "PAR1")) {
      return PARQUET;
    }
    if (bytes.length >= 2 && at(bytes, 0) == 0x1f) {
      if (at(bytes, 1) == 0x8b) {
        return GZIP;
      }
      return at(bytes, 1) == 0x9d ? COMPRESS : TEXT;
    }
    if (begins(bytes, "PK\u0003\u0004") || begins(bytes, "PK\u0005\u0006")) {
      return ZIP;
    }
    if (begins(bytes, "PARE")) {
      return ENCRYPTED_PARQUET;
    }
    if (begins(bytes, "\u0028\u00b5\u002f\u00fd")) {
      return ZSTD;
    }
    Signature json = json(bytes);
    return json == TEXT ? rare(bytes) : json;
  }

  private static Signature rare(byte[] bytes) {
    String[] beginnings = {
      "BZh",
      "\u00fd7zXZ\u0000",
      "\u0004\"M\u0018",
      "7z\u00bc\u00af\u0027\u001c",
      "Rar!",
      "\u00d0\u00cf\u0011\u00e0",
      "ARROW1",
      "FEA1",
      "ORC",
      "\u0089HDF\r\n",
      "SQLite format 3\u0000",
      "\u0093NUMPY",
      "Obj\u0001",
      "<!DOCTYPE",
      "<!doctype",
      "<html",
      "<HTML"
    };
    Signature[] signatures = {
      BZIP2, XZ, LZ4, SEVEN_ZIP, RAR, EXCEL, FEATHER, FEATHER, ORC, HDF5, SQLITE, NUMPY, AVRO, HTML,
      HTML, HTML, HTML
    };
    for (int i = 0; i < beginnings.length; i++) {
      // Three letters may begin a header too; a binary file has other bytes soon after them.
      if (begins(bytes, beginnings[i]) && (beginnings[i].length() > 3 || isBinary(bytes))) {
        return signatures[i];
      }
    }
    if (bytes.length > 12 && begins(bytes, "DUCK", 8)) {
      return DUCKDB;
    }
    if (bytes.length > 2 && at(bytes, 0) == 0x80 && at(bytes, 1) >= 2 && at(bytes, 1) <= 5) {
      return PICKLE;
    }
    return bytes.length > 262 && begins(bytes, "ustar", 257) ? TAR : TEXT;
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 64); i++) {
      if (at(bytes, i) < '\t') {
        return true;
      }
    }
    return bytes.length >= 4 && at(bytes, 0) == 'B' && at(bytes, 3) >= '1' && at(bytes, 3) <= '9';
  }

  /** Whether it is an object or a list, and not a header that begins with such a bracket. */
  private static Signature json(byte[] bytes) {
    int i = begins(bytes, "\u00ef\u00bb\u00bf") ? 3 : 0;
    i = afterBlanks(bytes, i);
    if (i == bytes.length || (bytes[i] != '{' && bytes[i] != '[')) {
      return TEXT;
    }
    boolean object = bytes[i] == '{';
    int next = afterBlanks(bytes, i + 1);
    if (next == bytes.length || "\"{[]}".indexOf(bytes[next]) < 0) {
      return TEXT;
    }
    for (int end = next; object && end < bytes.length - 1; end++) {
      if (bytes[end] == '\n') {
        int before = end - 1;
        while (before > next && bytes[before] <= ' ') {
          before--;
        }
        return bytes[before] == '}' ? JSON_LINES : JSON;
      }
    }
    return JSON;
  }

  private static int afterBlanks(byte[] bytes, int from) {
    int i = from;
    while (i < bytes.length && RowScanner.isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean begins(byte[] bytes, String beginning) {
    return begins(bytes, beginning, 0);
  }

  private static boolean begins(byte[] bytes, String beginning, int from) {
    if (bytes.length < from + beginning.length()) {
      return false;
    }
    for (int i = 0; i < beginning.length(); i++) {
      if (at(bytes, from + i) != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int at(byte[] bytes, int place) {
    return bytes[place] & 0xff;
  }
}
