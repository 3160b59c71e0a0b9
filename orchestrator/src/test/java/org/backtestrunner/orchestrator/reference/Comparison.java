package org.backtestrunner.orchestrator.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares what was computed twice: numbers to 1e-9, everything else exactly. */
public final class Comparison {
  private static final double RELATIVE = 1e-9;
  private static final double ABSOLUTE = 1e-12;

  private Comparison() {}

  public static void assertSame(JsonNode expected, JsonNode actual) {
    assertSame(expected, actual, "");
  }

  private static void assertSame(JsonNode expected, JsonNode actual, String place) {
    if (expected.isObject()) {
      assertTrue(actual.isObject(), place);
      assertEquals(names(expected), names(actual), place);
      names(expected)
          .forEach(name -> assertSame(expected.get(name), actual.get(name), place + "." + name));
    } else if (expected.isArray()) {
      assertTrue(actual.isArray(), place);
      assertEquals(expected.size(), actual.size(), () -> place + "\n" + expected + "\n" + actual);
      for (int i = 0; i < expected.size(); i++) {
        assertSame(expected.get(i), actual.get(i), place + "[" + i + "]");
      }
    } else if (expected.isNumber()) {
      assertTrue(actual.isNumber(), place);
      assertClose(expected.asDouble(), actual.asDouble(), place);
    } else {
      assertEquals(expected, actual, place);
    }
  }

  private static TreeSet<String> names(JsonNode object) {
    TreeSet<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertClose(double expected, double actual, String place) {
    double allowed = Math.max(ABSOLUTE, RELATIVE * Math.abs(expected));
    assertTrue(
        Math.abs(expected - actual) <= allowed,
        () -> place + ": expected " + expected + ", but was " + actual);
  }

  /** Whether an object has these members, and none of those that are NaN. */
  public static void assertMembers(Map<String, Double> expected, JsonNode actual) {
    expected.forEach(
        (name, value) -> {
          if (Double.isNaN(value)) {
            assertFalse(actual.has(name), name);
          } else {
            assertTrue(actual.has(name), name);
            assertClose(value, actual.get(name).asDouble(), name);
          }
        });
  }

  public static void assertSameRows(List<List<Object>> expected, List<List<String>> actual) {
    assertEquals(expected.size(), actual.size());
    for (int row = 0; row < expected.size(); row++) {
      for (int cell = 0; cell < expected.get(row).size(); cell++) {
        String place = "row " + (row + 1) + ", cell " + (cell + 1);
        String text = actual.get(row).get(cell);
        if (expected.get(row).get(cell) instanceof Double number) {
          if (Double.isNaN(number)) {
            assertEquals("", text, place);
          } else {
            assertClose(number, Double.parseDouble(text), place);
          }
        } else {
          assertEquals(expected.get(row).get(cell), text, place);
        }
      }
    }
  }
}
