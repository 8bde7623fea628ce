using System.CommandLine;

using Heed.Cli.Reports;
using Heed.Model.Parsing;
using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

namespace Heed.Cli.Commands;

/// <summary><c>heed drift BASELINE CURRENT</c>: what changed between two files.</summary>
internal static class DriftCommand
{
    public static Command Create()
    {
        Argument<string> baseline = new("BASELINE") { Description = "What was normal: CSV or NDJSON, gzip of either." };
        Argument<string> current = new("CURRENT") { Description = "What to compare with it." };
        Option<string?> html = new("--html") { Description = "Write a report with pictures here." };
        Option<string?> json = new("--json") { Description = "Write the figures as JSON here; - for the terminal, without the table." };
        Option<string?> failOn = new("--fail-on") { Description = "drift: end with 3 where there is drift." };
        failOn.AcceptOnlyFromAmong("drift");
        Option<string[]> columns = List("--columns", "Compare these columns only, separated by commas.");
        Option<string[]> exclude = List("--exclude", "Do not compare these columns.");
        Option<string?> segment = new("--segment") { Description = "Compare only rows in which a column has a value: COLUMN=VALUE." };
        Option<ToolPreset> preset = new("--preset") { Description = "Show beside each column what another tool's defaults would have said." };
        Option<double> alpha = Ratio("--alpha", DriftOptions.DefaultAlpha, 0.5, "How often equal sources may raise any alarm.");
        Option<double> effect = Ratio("--effect", DriftOptions.DefaultEffect, 1, "The least KS or TV that matters.");
        Command command = new("drift", "Compares two files column by column.")
        {
            baseline, current, html, json, failOn, columns, exclude, segment, preset, alpha, effect,
        };
        segment.Validators.Add(result =>
        {
            string? given = result.GetValueOrDefault<string?>();
            if (given is not null && given.IndexOf('=') <= 0) result.AddError($"--segment: expected COLUMN=VALUE, found \"{given}\"");
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            new DriftRequest(
                parsed.GetValue(baseline)!,
                parsed.GetValue(current)!,
                parsed.GetValue(html),
                parsed.GetValue(json),
                parsed.GetValue(failOn) is not null,
                parsed.GetValue(preset),
                Selection(parsed.GetValue(columns)!, parsed.GetValue(exclude)!, parsed.GetValue(segment)),
                new DriftOptions { Alpha = parsed.GetValue(alpha), Effect = parsed.GetValue(effect) }),
            cancellation), cancellation));
        return command;
    }

    private static Option<string[]> List(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        DefaultValueFactory = _ => [],
    };

    private static Option<double> Ratio(string name, double value, double most, string description)
    {
        Option<double> option = new(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            double given = result.GetValueOrDefault<double>();
            bool valid = given > 0 && given <= most;
            if (!valid) result.AddError($"{name}: expected a number above 0 and up to {most}, found {given}");
        });
        return option;
    }

    private static TableSelection Selection(string[] columns, string[] exclude, string? segment)
    {
        int equals = segment?.IndexOf('=') ?? -1;
        return new TableSelection
        {
            Columns = columns,
            Excluded = exclude,
            SegmentColumn = segment?[..equals],
            SegmentValue = segment?[(equals + 1)..] ?? "",
        };
    }

    private static int Run(DriftRequest request, CancellationToken cancellation)
    {
        try
        {
            ParseResult<(DriftFile Baseline, DriftFile Current)> read = DriftProgress.Read(request, cancellation);
            if (!read.IsSuccess) return Fail(read.Error.Message);
            (DriftFile baseline, DriftFile current) = read.Value;
            if (Unknown(request.Selection, baseline) is { } unknown) return Fail(unknown);
            Warn(request.Baseline, baseline);
            Warn(request.Current, current);
            DriftReport report = DriftComparison.Compare(baseline.Profile, current.Profile, request.Options);
            Write(request, report, ToolReport.Of(request.Preset, report), baseline.Left);
            return request.FailOnDrift && report.Verdict == DriftVerdict.Drift ? ExitCodes.ConditionHolds : ExitCodes.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message);
        }
    }

    private static void Write(DriftRequest request, DriftReport report, ToolReport? tool, IReadOnlyList<string> left)
    {
        if (request.Json != "-") DriftTable.Print(DriftTable.ForOutput(), report, tool, left);
        if (request.Json is { } path)
        {
            using Stream target = path == "-" ? Console.OpenStandardOutput() : File.Create(path);
            DriftJson.Write(target, report, tool);
            target.WriteByte((byte)'\n');
        }

        if (request.Html is not null) File.WriteAllText(request.Html, DriftHtml.Write(report, tool));
    }

    /// <summary>Null, or which column was asked for that the baseline does not have.</summary>
    private static string? Unknown(TableSelection selection, DriftFile baseline)
    {
        HashSet<string> known = [.. baseline.Profile.Columns.Select(c => c.Name)];
        string? unknown = selection.Columns.FirstOrDefault(name => !known.Contains(name));
        return unknown is null ? null : $"--columns: expected columns of the baseline, found {unknown}";
    }

    private static void Warn(string path, DriftFile file)
    {
        foreach (Ingest.Files.RowProblem problem in file.Summary.Problems) Console.Error.WriteLine(problem.ToString());
        if (file.Summary.BadRows > 0) Console.Error.WriteLine($"{path}: {file.Summary.BadRows} rows could not be read and are left out");
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine("heed: " + message);
        return ExitCodes.BadInput;
    }
}
