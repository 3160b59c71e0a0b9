package org.backtestrunner.shared.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Digests what is read through it, so that a file is read only once. */
public final class DigestedInput extends FilterInputStream {
  private final MessageDigest sha256 = Sha256.digest();
  private long bytes;

  public DigestedInput(InputStream in) {
    super(in);
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
    }
    return count;
  }

  @Override
  public long skip(long count) {
    throw new UnsupportedOperationException("what is skipped has no digest");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Of all that was read; to be called once. */
  public FileDigest digest() {
    return new FileDigest(bytes, Sha256.hex(sha256));
  }
}
