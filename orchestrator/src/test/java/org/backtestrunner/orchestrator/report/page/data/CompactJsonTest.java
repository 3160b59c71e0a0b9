package org.backtestrunner.orchestrator.report.page.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CompactJsonTest {

  @Test
  void itIsJsonWithoutBlanks() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("a", List.of(1, true, "x", Optional.empty(), OptionalInt.of(3)));
    members.put("b", new int[] {1, -2});

    assertEquals("{\"a\":[1,true,\"x\",null,3],\"b\":[1,-2]}", CompactJson.of(members));
  }

  @Test
  void noTextCanEndTheElementAroundIt() throws IOException {
    String text = "</script><!-- & \u2028\u2029 \" \\ \n \u0000 \ud83d\ude00 \u202e";

    String json = CompactJson.of(List.of(text));

    assertFalse(json.matches("(?s).*[<>&\u2028\u2029].*"), json);
    assertEquals(
        "</script><!-- &  \" \\ \n \u2400 \ud83d\ude00 ",
        new ObjectMapper().readTree(json).get(0).asText());
  }

  @Test
  void numbersAreTheFirstOneAndDifferencesAcrossGaps() {
    int none = Integer.MIN_VALUE;

    assertEquals(
        List.of(
            OptionalInt.empty(),
            OptionalInt.of(5),
            OptionalInt.of(-2),
            OptionalInt.empty(),
            OptionalInt.of(4)),
        CompactJson.differences(new int[] {none, 5, 3, none, 7}, none));
  }
}
