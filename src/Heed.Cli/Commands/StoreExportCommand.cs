using System.CommandLine;
using System.Globalization;

using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Model.Time;
using Heed.Query.Syntax;
using Heed.Storage;

namespace Heed.Cli.Commands;

/// <summary><c>heed store export DIR</c>: the samples of a store as text.</summary>
internal static class StoreExportCommand
{
    public static Command Create()
    {
        Argument<string> directory = StoreCommand.DirectoryArgument();
        Option<string[]> match = new("--match") { Description = "A series selector such as up{job=\"api\"}; all series without one.", AllowMultipleArgumentsPerToken = true };
        Option<long?> from = Time("--from", "The first time (RFC 3339).");
        Option<long?> to = Time("--to", "The last time (RFC 3339).");
        Option<string> output = new("--out") { Description = "The file to write; - for the terminal.", DefaultValueFactory = _ => "-" };
        Command command = new("export", "Writes samples as OpenMetrics text, or as NDJSON where there are native histograms.") { directory, match, from, to, output };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                if (!TryRead(parsed.GetValue(match) ?? [], out List<IReadOnlyList<LabelMatcher>> selectors)) return ExitCodes.BadInput;
                long fromMs = parsed.GetValue(from) ?? long.MinValue;
                long toMs = parsed.GetValue(to) ?? long.MaxValue;
                return StoreCommand.Run(
                    parsed.GetValue(directory)!, store => Run(store, selectors, fromMs, toMs, parsed.GetValue(output)!, cancellation));
            },
            cancellation));
        return command;
    }

    private static Option<long?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (Rfc3339.TryParse(result.Tokens[0].Value, out long timeMs)) return timeMs;
            result.AddError($"{name}: expected a time such as 2026-03-01T00:00:00Z, found \"{result.Tokens[0].Value}\"");
            return null;
        },
    };

    private static bool TryRead(string[] texts, out List<IReadOnlyList<LabelMatcher>> selectors)
    {
        selectors = [];
        foreach (string text in texts)
        {
            ParseResult<Expression> parsed = PromqlParser.Parse(text);
            if (!parsed.IsSuccess || parsed.Value is not VectorSelector selector)
            {
                string problem = parsed.IsSuccess ? "expected a series selector, found another expression" : PromqlParser.Describe(parsed.Error, text);
                StoreCommand.Fail($"--match {text}: {problem}");
                return false;
            }

            selectors.Add(selector.Matchers);
        }

        if (selectors.Count == 0) selectors.Add([]);
        return true;
    }

    private static int Run(
        string directory, List<IReadOnlyList<LabelMatcher>> selectors, long fromMs, long toMs, string output, CancellationToken cancellation)
    {
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Directory = directory });
        StoreExport export = new(store, selectors, fromMs, toMs, cancellation);
        using (Stream target = output == "-" ? Console.OpenStandardOutput() : File.Create(output))
        {
            StoreCommand.WithProgress("exporting", progress => export.Write(target, progress));
        }

        if (export.IsNdjson) Console.Error.WriteLine("there are native histograms, which OpenMetrics text cannot carry: written as NDJSON");
        if (export.StaleMarkers > 0)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{export.StaleMarkers:N0} stale markers left out: OpenMetrics text has no form for them"));
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{export.Series:N0} series, {export.Samples:N0} samples"));
        return ExitCodes.Done;
    }
}
