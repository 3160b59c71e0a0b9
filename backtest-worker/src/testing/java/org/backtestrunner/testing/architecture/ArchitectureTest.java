package org.backtestrunner.testing.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.backtestrunner.testing.architecture.SourceFile.Mention;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md}, read off the sources of the module it runs in. */
class ArchitectureTest {
  private static final int MOST_FILES_OF_A_ROOM = 15;
  private static final int MOST_LINES_OF_A_FILE = 300;
  private static final Pattern PROGRAM_ONLY = Pattern.compile("System\\s*\\.\\s*(exit|out|err)\\b");

  private static Rooms rooms;
  private static List<SourceFile> sources;

  @BeforeAll
  static void read() throws IOException {
    rooms = Rooms.read(Path.of("src", "test", "architecture", "rooms.txt"));
    sources = SourceFile.all(Path.of("src", "main", "java"), rooms.rootPackage());
  }

  @Test
  void everyRoomIsDrawn() {
    assertEquals(
        new TreeSet<>(rooms.doors().keySet()),
        sources.stream().map(SourceFile::room).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyRoomSaysWhatItKnows() {
    Set<String> silent = new TreeSet<>(rooms.doors().keySet());
    sources.stream()
        .filter(SourceFile::isPackageInfo)
        .map(SourceFile::room)
        .forEach(silent::remove);
    assertEquals(Set.of(), silent, "rooms without a package-info");
  }

  @Test
  void aRoomKnowsOnlyWhatStandsBelowIt() {
    List<String> wrong = new ArrayList<>();
    for (SourceFile source : sources) {
      for (Mention mention : source.mentions(rooms.rootPackage())) {
        if (!rooms.isAbove(source.room(), mention.room())) {
          wrong.add(source.place() + " names " + mention.type() + " of " + mention.room());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aRoomIsEnteredByItsDoor() {
    Map<String, Set<String>> entered = new TreeMap<>();
    rooms.doors().keySet().forEach(room -> entered.put(room, new TreeSet<>()));
    for (SourceFile source : sources) {
      for (Mention mention : source.mentions(rooms.rootPackage())) {
        entered.get(mention.room()).add(mention.type());
      }
    }
    assertEquals(
        lines(rooms.doors()),
        lines(entered),
        "rooms.txt lists the types of each room that others may name");
  }

  private static String lines(Map<String, Set<String>> doors) {
    return new TreeMap<>(doors)
        .entrySet().stream()
            .map(door -> door.getKey() + ": " + String.join(" ", door.getValue()))
            .collect(Collectors.joining("\n"));
  }

  @Test
  void noRoomIsCrowded() {
    Map<String, Long> crowded =
        sources.stream()
            .filter(source -> !source.isPackageInfo() && !rooms.lists().contains(source.room()))
            .collect(Collectors.groupingBy(SourceFile::room, TreeMap::new, Collectors.counting()));
    crowded.values().removeIf(files -> files <= MOST_FILES_OF_A_ROOM);
    assertEquals(Map.of(), crowded, "such a room asks to be two");
  }

  @Test
  void noFileIsLong() {
    Set<String> found =
        sources.stream()
            .filter(source -> source.lines() > MOST_LINES_OF_A_FILE)
            .map(SourceFile::place)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(rooms.longFiles(), found, "such a file asks to be two");
  }

  @Test
  void onlyTheRootPackageEndsTheProgramOrPrints() {
    assertTrue(sources.stream().anyMatch(s -> PROGRAM_ONLY.matcher(s.code()).find()));
    assertEquals(
        List.of(),
        sources.stream()
            .filter(s -> !s.room().equals(Rooms.ROOT) && PROGRAM_ONLY.matcher(s.code()).find())
            .map(SourceFile::place)
            .toList());
  }
}
