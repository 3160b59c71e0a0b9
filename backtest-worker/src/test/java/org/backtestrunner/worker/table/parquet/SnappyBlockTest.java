package org.backtestrunner.worker.table.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class SnappyBlockTest {
  /** Bytes that compress in all ways: noise, runs, and repetitions near and far. */
  private static byte[] mixture(Random random, int size) {
    byte[] bytes = new byte[size];
    int filled = 0;
    while (filled < size) {
      int length = Math.min(size - filled, 1 + random.nextInt(300));
      switch (random.nextInt(3)) {
        case 0 -> {
          byte[] noise = new byte[length];
          random.nextBytes(noise);
          System.arraycopy(noise, 0, bytes, filled, length);
        }
        case 1 -> Arrays.fill(bytes, filled, filled + length, (byte) random.nextInt());
        default -> {
          int from = filled == 0 ? 0 : random.nextInt(filled);
          for (int i = 0; i < length; i++) {
            bytes[filled + i] = bytes[from + i];
          }
        }
      }
      filled += length;
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 59, 60, 61, 300, 5_000, 70_000, 300_000})
  void whatTheNativeLibraryCompressesComesBack(int size) throws IOException {
    Random random = new Random(size);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = mixture(random, size);
      assertArrayEquals(bytes, SnappyBlock.decompress(Snappy.compress(bytes), size));
    }
  }

  /** From the description of the format: a literal, then a copy that overlaps what it puts out. */
  @Test
  void aCopyMayReachIntoItself() throws IOException {
    byte[] block = {7, 1 << 2, 'a', 'b', (5 - 4) << 2 | 1, 2};
    assertArrayEquals("abababa".getBytes("US-ASCII"), SnappyBlock.decompress(block, 7));
  }

  @Test
  void aCopyWithFourBytesOfDistanceIsRead() throws IOException {
    byte[] block = {4, 1 << 2, 'a', 'b', (2 - 1) << 2 | 3, 2, 0, 0, 0};
    assertArrayEquals("abab".getBytes("US-ASCII"), SnappyBlock.decompress(block, 4));
  }

  @Test
  void aDamagedBlockIsRefusedAndNeverEndless() throws IOException {
    Random random = new Random(1);
    byte[] whole = Snappy.compress(mixture(random, 2_000));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> SnappyBlock.decompress(cut, 2_000));
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        SnappyBlock.decompress(damaged, 2_000);
      } catch (IOException refused) {
        // As it should be; some damage cannot be seen.
      }
    }
  }

  @Test
  void aLengthThatNoBlockCouldHaveIsRefusedBeforeItIsAllocated() {
    byte[] block = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0, 'a'};
    assertThrows(IOException.class, () -> SnappyBlock.decompress(block, Integer.MAX_VALUE));
  }
}
