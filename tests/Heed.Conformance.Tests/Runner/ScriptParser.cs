using System.Globalization;
using System.Text.RegularExpressions;

using Heed.Model.Time;
using Heed.Query.Notation;
using Heed.Query.Syntax;

namespace Heed.Conformance.Tests.Runner;

/// <summary>Reads the scripts in which Prometheus writes down what PromQL means.</summary>
internal static partial class ScriptParser
{
    public static IReadOnlyList<ScriptCommand> Parse(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        List<ScriptCommand> commands = [];
        for (int i = 0; i < lines.Length; i++)
        {
            string line = Content(lines[i]);
            if (line.Length == 0) continue;
            List<string> body = [];
            int first = i + 1;
            if (line != "clear")
            {
                while (i + 1 < lines.Length && lines[i + 1].Trim().Length > 0 && !StartsCommand(lines[i + 1].Trim())) body.Add(Content(lines[++i]));
                body.RemoveAll(b => b.Length == 0);
            }

            commands.Add(ParseCommand(line, first, body));
        }

        return commands;
    }

    public static long ParseDuration(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)) return (long)Math.Round(seconds * 1000);
        long sign = text[0] == '-' ? -1 : 1;
        return sign * (long)PrometheusDuration.Parse(text.TrimStart('-', '+')).Value.TotalMilliseconds;
    }

    [GeneratedRegex(@"^load(?:_(with_nhcb))?\s+(.+?)$")]
    private static partial Regex LoadLine { get; }

    [GeneratedRegex(@"^eval(?:_(fail|warn|ordered|info))?\s+instant\s+(?:at\s+(.+?)\s+)?(.+)$")]
    private static partial Regex InstantLine { get; }

    [GeneratedRegex(@"^eval(?:_(fail|warn|info))?\s+range\s+from\s+(.+?)\s+to\s+(.+?)\s+step\s+(.+?)\s+(.+)$")]
    private static partial Regex RangeLine { get; }

    [GeneratedRegex(@"^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$")]
    private static partial Regex ExpectLine { get; }

    [GeneratedRegex(@"^expect range vector from\s+(\S+)\s+to\s+(\S+)\s+step\s+(\S+)$")]
    private static partial Regex ExpectMatrixLine { get; }

    private static bool StartsCommand(string line) =>
        line == "clear" || line.StartsWith("eval", StringComparison.Ordinal) || line.StartsWith("load ", StringComparison.Ordinal);

    private static string Content(string line)
    {
        string trimmed = line.Trim();
        return trimmed.StartsWith('#') ? "" : trimmed;
    }

    private static ScriptCommand ParseCommand(string line, int number, List<string> body)
    {
        if (line == "clear") return new ClearCommand(number);
        if (LoadLine.Match(line) is { Success: true } load)
        {
            StartLine[] starts = [.. body.Where(StartLine.IsOne).Select(StartLine.Parse)];
            SeriesLine[] series = [.. body.Where(b => !StartLine.IsOne(b)).Select(SeriesLine.Parse)];
            return new LoadCommand(number, ParseDuration(load.Groups[2].Value), series, starts, load.Groups[1].Success);
        }

        EvalCommand eval;
        string legacy;
        if (RangeLine.Match(line) is { Success: true } range)
        {
            string[] g = [.. range.Groups.Values.Select(v => v.Value)];
            eval = new EvalCommand(number, g[5], ParseDuration(g[2]), ParseDuration(g[3]), ParseDuration(g[4]));
            legacy = g[1];
        }
        else if (InstantLine.Match(line) is { Success: true } instant)
        {
            long at = instant.Groups[2].Success ? ParseDuration(instant.Groups[2].Value) : 0;
            eval = new EvalCommand(number, instant.Groups[3].Value, at, at, 0);
            legacy = instant.Groups[1].Value;
        }
        else
        {
            throw new InvalidOperationException($"expected clear, load or eval in line {number}, found: {line}");
        }

        if (legacy.Length > 0) eval.Expectations.Add(new Expectation(legacy));
        ParseBody(eval, body);
        return eval;
    }

    private static void ParseBody(EvalCommand eval, List<string> body)
    {
        foreach (string line in body)
        {
            if (line.StartsWith("expected_fail_message", StringComparison.Ordinal))
            {
                eval.Expectations.Add(new Expectation("fail", line["expected_fail_message".Length..].Trim()));
            }
            else if (line.StartsWith("expected_fail_regexp", StringComparison.Ordinal))
            {
                eval.Expectations.Add(new Expectation("fail", null, line["expected_fail_regexp".Length..].Trim()));
            }
            else if (ExpectMatrixLine.Match(line) is { Success: true } matrix)
            {
                eval.Matrix = (ParseDuration(matrix.Groups[1].Value), ParseDuration(matrix.Groups[3].Value));
            }
            else if (line.StartsWith("expect string ", StringComparison.Ordinal))
            {
                eval.String = ((StringLiteral)PromqlParser.Parse(line["expect string ".Length..].Trim()).Value).Value;
            }
            else if (ExpectLine.Match(line) is { Success: true } expect)
            {
                string? text = expect.Groups[3].Success ? expect.Groups[3].Value.Trim() : null;
                bool message = expect.Groups[2].Value == "msg";
                eval.Expectations.Add(new Expectation(expect.Groups[1].Value, message ? text : null, message ? null : text));
            }
            else if (IsNumber(line, out double number))
            {
                eval.Scalar = number;
            }
            else
            {
                eval.Results.Add(SeriesLine.Parse(line));
            }
        }
    }

    private static bool IsNumber(string line, out double number)
    {
        // What is no number here is a series of that name.
        number = 0;
        return line != "stale" && SeriesNotation.TryParseNumber(line, out number);
    }
}
