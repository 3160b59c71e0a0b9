import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Writes a PNG file again with its 128 most frequent colours; all others become the nearest one. */
public final class FewColours {
  private static final int MOST = 128;
  private static final int BITS = 8;

  private FewColours() {}

  /**
   * @param args the file, and where the other one goes
   */
  public static void main(String[] args) throws IOException {
    BufferedImage image = ImageIO.read(new File(args[0]));
    int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    int[] palette =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    IndexColorModel colours =
        new IndexColorModel(BITS, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage small =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
    Map<Integer, Integer> nearest = new HashMap<>();
    for (int i = 0; i < pixels.length; i++) {
      int place = nearest.computeIfAbsent(pixels[i] & 0xffffff, pixel -> nearest(palette, pixel));
      small.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, place);
    }
    ImageIO.write(small, "png", new File(args[1]));
  }

  private static int nearest(int[] palette, int pixel) {
    int[] distances = new int[palette.length];
    for (int i = 0; i < palette.length; i++) {
      int red = (palette[i] >> 16) - (pixel >> 16);
      int green = (palette[i] >> 8 & 255) - (pixel >> 8 & 255);
      int blue = (palette[i] & 255) - (pixel & 255);
      distances[i] = red * red + green * green + blue * blue;
    }
    int least = Arrays.stream(distances).min().orElseThrow();
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] == least) {
        return i;
      }
    }
    throw new IllegalStateException("no colours");
  }
}
