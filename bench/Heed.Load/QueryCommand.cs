using System.CommandLine;

namespace Heed.Load;

/// <summary><c>query</c>: times queries over the thirty days.</summary>
internal static class QueryCommand
{
    public static Command Build()
    {
        Option<Uri> url = ServerOption.Url();
        Option<int> pid = ServerOption.Pid();
        Option<int> repetitions = new("--repetitions") { DefaultValueFactory = _ => 40, Description = "Of each query, each at another time." };
        Option<string> extra = new("--extra") { DefaultValueFactory = _ => "", Description = "Further parameters of each query, beginning with &." };
        Command command = new("query", "Times queries over the thirty days that `history` writes; tab-separated.") { url, pid, repetitions, extra };
        command.SetAction((parsed, cancellation) =>
            new QueryRun(parsed.GetRequiredValue(url), parsed.GetValue(repetitions), parsed.GetRequiredValue(extra))
                .RunAsync(parsed.GetValue(pid), TimeProvider.System, Console.Out, cancellation));
        return command;
    }
}
