package org.backtestrunner.orchestrator.command.manual;

import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** A shell whose completion can be had. */
public enum Shell {
  BASH(BashCompletion::of),
  /** Understands the script for bash, which says to it what it needs. */
  ZSH(BashCompletion::of),
  FISH(FishCompletion::of);

  private final Function<CommandSpec, String> completion;

  Shell(Function<CommandSpec, String> completion) {
    this.completion = completion;
  }

  /** The script that makes this shell complete a program's commands, options and their values. */
  public String completion(CommandSpec program) {
    return completion.apply(program);
  }
}
