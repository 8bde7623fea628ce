using System.Globalization;

using Heed.Monitoring.Drift;
using Heed.Monitoring.Drift.Presets;

using Spectre.Console;

namespace Heed.Cli.Commands;

/// <summary>A comparison in the terminal.</summary>
internal static class DriftTable
{
    /// <summary>Where no terminal says how wide it is, a row stays on one line.</summary>
    private const int WidthElsewhere = 220;

    /// <summary>The terminal; without colours where the output goes elsewhere or the user wants none.</summary>
    public static IAnsiConsole ForOutput()
    {
        bool plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return plain ? Plain(Console.Out, Console.IsOutputRedirected ? WidthElsewhere : null) : AnsiConsole.Console;
    }

    /// <param name="width">Characters a line; null for what the terminal has.</param>
    public static IAnsiConsole Plain(TextWriter target, int? width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(target),
        });
        if (width is { } characters) console.Profile.Width = characters;
        return console;
    }

    /// <param name="left">Columns of the baseline that are not compared.</param>
    public static void Print(IAnsiConsole console, DriftReport report, ToolReport? tool, IReadOnlyList<string> left)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("column", "type", "verdict");
        foreach (string name in (string[])["n", "missing", "KS/TV", "p adj.", "PSI", "Wasserstein"]) table.AddColumn(new TableColumn(name).RightAligned());
        if (tool is not null) table.AddColumn(new TableColumn(tool.Tool));
        table.AddColumn("what changed");
        foreach (TableColumn column in table.Columns.Take(table.Columns.Count - 1)) column.NoWrap();
        for (int i = 0; i < report.Columns.Count; i++) AddRow(table, report.Columns[i], tool?.Columns[i]);
        console.Write(table);
        foreach (string line in Findings(report)) console.WriteLine(line);
        string style = report.Verdict == DriftVerdict.Drift ? "bold red" : "bold";
        console.MarkupLine($"[{style}]{Markup.Escape(Word(report.Verdict))}[/]: {Markup.Escape(report.Sentence)}");
        if (tool is not null) console.WriteLine(tool.Sentence);
        if (left.Count > 0) console.WriteLine($"not compared: {string.Join(", ", left)} (identifiers and times; --columns names what to compare)");
        console.WriteLine(Footer(report));
    }

    public static string Word(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Drift => "drift",
        DriftVerdict.Quiet => "quiet",
        _ => "not enough data",
    };

    /// <summary>What is to be said of the tables as a whole, one line each.</summary>
    public static IEnumerable<string> Findings(DriftReport report)
    {
        if (report.Gone.Count > 0) yield return "gone from the current table: " + string.Join(", ", report.Gone);
        if (report.New.Count > 0) yield return "new in the current table: " + string.Join(", ", report.New);
        foreach (string change in report.TypeChanges) yield return "type changed: " + change;
        foreach (ColumnSwap swap in report.Swaps) yield return $"swapped: {swap.First} and {swap.Second} each look like the other's baseline";
    }

    public static string Footer(DriftReport report) => Text(
        $"{report.Baseline.Rows:N0} rows of {report.Baseline.Name} and {report.Current.Rows:N0} of {report.Current.Name}; drift: ")
        + Text($"p below {report.Options.Alpha} over all {report.Tests} tests together (Holm), ")
        + Text($"and KS or TV of {report.Options.Effect} or more, or {DriftSentence.Percent(report.Options.MissingEffect)} more or less missing");

    private static void AddRow(Table table, ColumnDrift column, ToolOpinion? opinion)
    {
        string verdict = Word(column.Verdict);
        string notes = column.Notes.Count > 0 ? $" ({string.Join("; ", column.Notes)})" : "";
        List<string> cells =
        [
            Markup.Escape(column.Name),
            column.Kind == Model.Records.FeatureKind.Number ? "number" : "category",
            column.Verdict == DriftVerdict.Drift ? $"[bold red]{verdict}[/]" : column.Verdict == DriftVerdict.Quiet ? verdict : $"[dim]{verdict}[/]",
            Text($"{column.Baseline.Values:N0} → {column.Current.Values:N0}"),
            $"{DriftSentence.Percent(column.Baseline.MissingShare)} → {DriftSentence.Percent(column.Current.MissingShare)}",
            column.Statistic is { } d ? Text($"{d:0.000}") : "-",
            column.AdjustedPValue is { } p ? PValue(p) : "-",
            column.Psi is { } psi ? Text($"{psi:0.000}") : "-",
            column.Wasserstein is { } w ? Text($"{w:G3}") : "-",
        ];
        if (opinion is not null) cells.Add(Opinion(opinion));
        cells.Add(Markup.Escape(column.Sentence + notes));
        table.AddRow([.. cells]);
    }

    /// <summary>The test's value and, where the tool would call it drift, the word.</summary>
    private static string Opinion(ToolOpinion opinion)
    {
        string value = opinion.Value is { } known ? Text($"{opinion.Test} {known:G3}") : opinion.Test;
        return Markup.Escape(opinion.Drifted ? value + ": drift" : value);
    }

    public static string PValue(double p) => p < 0.0001 ? "<0.0001" : Text($"{p:0.####}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
