package org.backtestrunner.worker.table.parquet;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.backtestrunner.worker.table.cell.BadDataException;
import org.brotli.dec.BrotliInputStream;

/**
 * Decompresses the pages of a Parquet file. Only zstd needs native code, which its library brings.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  private final Path file;

  ParquetCodecs(Path file) {
    this.file = file;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Decompressor((page, size) -> page);
      case SNAPPY -> new Decompressor(SnappyBlock::decompress);
      case GZIP -> new Decompressor(ParquetCodecs::gzip);
      case ZSTD -> new Decompressor(this::zstd);
      case LZ4_RAW -> new Decompressor(Lz4Block::decompress);
      case BROTLI -> new Decompressor(ParquetCodecs::brotli);
      case LZO, LZ4 ->
          throw new BadDataException(
              file,
              "Parquet compressed with "
                  + codec
                  + " is not supported; write it with snappy, gzip, zstd, lz4_raw or no compression");
    };
  }

  private static byte[] gzip(byte[] page, int size) throws IOException {
    return readFully(new GZIPInputStream(new ByteArrayInputStream(page)), size);
  }

  private static byte[] brotli(byte[] page, int size) throws IOException {
    return readFully(new BrotliInputStream(new ByteArrayInputStream(page)), size);
  }

  private byte[] zstd(byte[] page, int size) throws IOException {
    try {
      return readFully(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(page)), size);
    } catch (LinkageError noLibrary) {
      throw new BadDataException(
          file,
          "this machine cannot load the library for zstd ("
              + noLibrary.getMessage()
              + "); write the file with snappy, gzip or no compression");
    }
  }

  /** Trusts no length before that much has been read: a damaged one may be huge. */
  private static byte[] readFully(InputStream stream, int size) throws IOException {
    try (stream) {
      byte[] bytes = stream.readNBytes(size);
      if (bytes.length != size || stream.read() >= 0) {
        throw new IOException("a page is not of the length that it should have");
      }
      return bytes;
    }
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("nothing is compressed here");
  }

  @Override
  public void release() {
    // Nothing is held between pages.
  }

  private interface PageDecompressor {
    byte[] decompress(byte[] page, int size) throws IOException;
  }

  private static final class Decompressor implements BytesInputDecompressor {
    private final PageDecompressor decompressor;

    Decompressor(PageDecompressor decompressor) {
      this.decompressor = decompressor;
    }

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(decompressor.decompress(page.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int pageSize, ByteBuffer output, int size)
        throws IOException {
      byte[] bytes = new byte[pageSize];
      page.get(bytes);
      output.put(decompressor.decompress(bytes, size));
    }

    @Override
    public void release() {
      // Nothing is held between pages.
    }
  }
}
