package org.backtestrunner.shared.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "@x", "-x", "+x", "-1", "\t=1", "\r=1", "'x", "'=x", "''"})
  void aNameThatCouldBeAFormulaOrOneMadeHarmlessIsMarkedAndFoundAgain(String name) {
    assertEquals("'" + name, SpreadsheetText.ofName(name));
    assertEquals(name, SpreadsheetText.name(SpreadsheetText.ofName(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAPL", "a=b", " =1", "x'", "BRK-B", "7203.T"})
  void anyOtherNameStaysAsItIs(String name) {
    assertFalse(SpreadsheetText.looksLikeFormula(name));
    assertEquals(name, SpreadsheetText.ofName(name));
    assertEquals(name, SpreadsheetText.name(name));
  }
}
