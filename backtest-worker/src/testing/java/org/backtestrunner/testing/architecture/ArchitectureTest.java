package org.backtestrunner.testing.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backtestrunner.testing.architecture.SourceFile.Mention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of {@code docs/architecture.md}, read off the sources of the module it runs in, and off
 * those that both modules share.
 */
class ArchitectureTest {
  private static final int MOST_FILES_OF_A_ROOM = 15;
  private static final int MOST_LINES_OF_A_FILE = 300;
  private static final Pattern PROGRAM_ONLY = Pattern.compile("System\\s*\\.\\s*(exit|out|err)\\b");

  static List<SourceTree> trees() throws IOException {
    return List.of(SourceTree.module(), SourceTree.shared());
  }

  @ParameterizedTest
  @MethodSource("trees")
  void everyRoomIsDrawn(SourceTree tree) {
    assertEquals(
        new TreeSet<>(tree.rooms().doors().keySet()),
        tree.sources().stream()
            .map(SourceFile::room)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void everyRoomSaysWhatItKnows(SourceTree tree) {
    Set<String> silent = new TreeSet<>(tree.rooms().doors().keySet());
    tree.sources().stream()
        .filter(SourceFile::isPackageInfo)
        .map(SourceFile::room)
        .forEach(silent::remove);
    assertEquals(Set.of(), silent, "rooms without a package-info");
  }

  @ParameterizedTest
  @MethodSource("trees")
  void aRoomKnowsOnlyWhatStandsBelowIt(SourceTree tree) {
    List<String> wrong = new ArrayList<>();
    for (SourceFile source : tree.sources()) {
      for (Mention mention : source.mentions(tree.rootPackage())) {
        if (!tree.rooms().isAbove(source.room(), mention.room())) {
          wrong.add(source.place() + " names " + mention.type() + " of " + mention.room());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @MethodSource("trees")
  void aRoomIsEnteredByItsDoor(SourceTree tree) {
    Map<String, Set<String>> entered = new TreeMap<>();
    tree.rooms().doors().keySet().forEach(room -> entered.put(room, new TreeSet<>()));
    Stream.concat(tree.sources().stream(), tree.users().stream())
        .flatMap(source -> source.mentions(tree.rootPackage()).stream())
        .forEach(mention -> entered.get(mention.room()).add(mention.type()));
    assertEquals(
        lines(tree.rooms().doors()),
        lines(entered),
        "rooms.txt lists the types of each room that others may name");
  }

  private static String lines(Map<String, Set<String>> doors) {
    return new TreeMap<>(doors)
        .entrySet().stream()
            .map(door -> door.getKey() + ": " + String.join(" ", door.getValue()))
            .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @MethodSource("trees")
  void noRoomIsCrowded(SourceTree tree) {
    Map<String, Long> crowded =
        tree.sources().stream()
            .filter(file -> !file.isPackageInfo() && !tree.rooms().lists().contains(file.room()))
            .collect(Collectors.groupingBy(SourceFile::room, TreeMap::new, Collectors.counting()));
    crowded.values().removeIf(files -> files <= MOST_FILES_OF_A_ROOM);
    assertEquals(Map.of(), crowded, "such a room asks to be two");
  }

  @ParameterizedTest
  @MethodSource("trees")
  void noFileIsLong(SourceTree tree) {
    Set<String> found =
        tree.sources().stream()
            .filter(source -> source.lines() > MOST_LINES_OF_A_FILE)
            .map(SourceFile::place)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(tree.rooms().longFiles(), found, "such a file asks to be two");
  }

  @ParameterizedTest
  @MethodSource("trees")
  void onlyTheRootPackageEndsTheProgramOrPrints(SourceTree tree) {
    assertEquals(
        List.of(),
        tree.sources().stream()
            .filter(s -> !s.room().equals(Rooms.ROOT) && PROGRAM_ONLY.matcher(s.code()).find())
            .map(SourceFile::place)
            .toList());
  }

  @Test
  void theRootPackageEndsTheProgram() throws IOException {
    assertTrue(
        SourceTree.module().sources().stream()
            .anyMatch(source -> PROGRAM_ONLY.matcher(source.code()).find()));
  }

  @Test
  void whatIsSharedKnowsNoModuleAndNoModuleKnowsTheOther() throws IOException {
    Map<SourceTree, List<SourceTree>> strangers =
        Map.of(
            SourceTree.shared(), List.of(SourceTree.worker(), SourceTree.orchestrator()),
            SourceTree.worker(), List.of(SourceTree.orchestrator()),
            SourceTree.orchestrator(), List.of(SourceTree.worker()));
    List<String> wrong = new ArrayList<>();
    strangers.forEach(
        (tree, others) ->
            others.forEach(
                other ->
                    tree.sources().stream()
                        .filter(source -> source.code().contains(other.rootPackage() + "."))
                        .forEach(source -> wrong.add(tree + ": " + source.place()))));
    assertEquals(List.of(), wrong);
  }

  @Test
  void aNameStandsForOneThing() throws IOException {
    SourceTree shared = SourceTree.shared();
    Set<String> twice = names(SourceTree.worker());
    twice.retainAll(names(SourceTree.orchestrator()));
    assertEquals(shared.rooms().namedTwice(), twice, "types of both modules with one name");
    Set<String> taken = names(SourceTree.module());
    taken.retainAll(names(shared));
    assertEquals(Set.of(), taken, "types of this module with the name of a shared one");
  }

  private static Set<String> names(SourceTree tree) {
    return tree.sources().stream()
        .filter(source -> !source.isPackageInfo())
        .map(SourceFile::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
