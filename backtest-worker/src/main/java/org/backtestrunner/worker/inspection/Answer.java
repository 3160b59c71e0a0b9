package org.backtestrunner.worker.inspection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The JSON in which findings are told: an object with a list of runs, each a list of inputs. */
public final class Answer {
  private Answer() {}

  /**
   * Writes the findings of several runs, and flushes.
   *
   * @param out stays open
   */
  public static void write(List<List<Finding>> runs, OutputStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (List<Finding> findings : runs) {
      json.writeStartObject();
      json.writeArrayFieldStart("inputs");
      for (Finding finding : findings) {
        write(finding, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("parameter", finding.parameter());
    json.writeStringField("path", finding.file());
    if (!finding.readAs().isEmpty()) {
      json.writeStringField("read_as", finding.readAs());
    }
    json.writeArrayFieldStart("problems");
    for (String problem : finding.problems()) {
      json.writeString(problem);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
