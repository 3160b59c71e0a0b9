package org.backtestrunner.shared.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Digests what is read through it, so that a file is read only once. */
public final class DigestedInput extends InputStream {
  private final InputStream in;
  private final MessageDigest sha256 = Sha256.digest();
  private long bytes;
  private byte last;

  /** Takes a stream, which {@link #close} closes. */
  public DigestedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int count = in.read(buffer, from, length);
    if (count > 0) {
      sha256.update(buffer, from, count);
      bytes += count;
      last = buffer[from + count - 1];
    }
    return count;
  }

  /** Whether what was read ends with the end of a line, or is nothing. */
  public boolean endsWithLine() {
    return bytes == 0 || last == '\n' || last == '\r';
  }

  /** Of all that was read; to be called once. */
  public FileDigest digest() {
    return new FileDigest(bytes, Sha256.hex(sha256));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
