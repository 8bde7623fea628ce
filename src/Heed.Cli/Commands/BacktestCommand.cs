using System.CommandLine;

using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Model.Samples;
using Heed.Model.Time;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Server.Backtests;
using Heed.Server.Hosting;
using Heed.Storage;
using Heed.Storage.Inspection;

namespace Heed.Cli.Commands;

/// <summary><c>heed backtest heed.yml --rules NEW.yml</c>: what rules would have done over stored history.</summary>
internal static class BacktestCommand
{
    private static readonly TimeSpan DefaultSince = TimeSpan.FromDays(30);

    public static Command Create()
    {
        Argument<string> file = ConfigurationInput.Argument(optional: false);
        Option<string[]> rules = new("--rules") { Description = "Rule files to try; without them, those of heed.yml.", AllowMultipleArgumentsPerToken = true };
        Option<TimeSpan> since = new("--since")
        {
            Description = "How far back to begin, such as 30d; from the newest sample.",
            DefaultValueFactory = _ => DefaultSince,
            CustomParser = result =>
            {
                ParseResult<TimeSpan> parsed = PrometheusDuration.Parse(result.Tokens[0].Value);
                if (parsed.IsSuccess && parsed.Value > TimeSpan.Zero) return parsed.Value;
                result.AddError($"--since: expected a duration such as 30d, found \"{result.Tokens[0].Value}\"");
                return default;
            },
        };
        Option<string?> data = new("--data") { Description = "The directory of a store or of a stopped server; without it, that of heed.yml." };
        Option<string?> labels = new("--labels") { Description = "A file of labelled incidents to judge the alerts by." };
        Option<bool> tune = new("--tune") { Description = "Propose thresholds and hold durations that fit the labelled incidents better." };
        Option<string?> json = new("--json") { Description = "Write everything as JSON to this file, too; - for the terminal, instead." };
        Command command = new("backtest", "Runs rules and routing over stored history: what would have fired, and who would have been told.")
        {
            file, rules, since, data, labels, tune, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(
                new BacktestInput(
                    parsed.GetValue(file)!, parsed.GetValue(rules) ?? [], parsed.GetValue(since), parsed.GetValue(data),
                    parsed.GetValue(labels), parsed.GetValue(tune), parsed.GetValue(json)),
                cancellation),
            cancellation));
        return command;
    }

    private static int Run(BacktestInput input, CancellationToken cancellation)
    {
        if (ConfigurationInput.Read(input.File, dataDirectory: null) is not { } inventory) return ExitCodes.BadInput;
        Diagnostics diagnostics = new();
        List<RuleGroup> tried = [];
        foreach (string file in input.Rules) tried.AddRange(RuleFile.Parse(file, Text(file, diagnostics), diagnostics));
        IReadOnlyList<LabelledIncident> incidents = input.Labels is null
            ? []
            : IncidentFile.Parse(input.Labels, Text(input.Labels, diagnostics), diagnostics);
        ConfigurationInput.Print(diagnostics);
        if (diagnostics.HasErrors) return ExitCodes.BadInput;
        if (input.Tunes && incidents.Count == 0) return StoreCommand.Fail("--tune needs incidents to judge by: name their file with --labels");
        return StoreCommand.Run(input.Data ?? inventory.Options.Server.Data, store => Run(input, inventory, tried, incidents, store, cancellation));
    }

    private static int Run(
        BacktestInput input,
        Inventory inventory,
        IReadOnlyList<RuleGroup> tried,
        IReadOnlyList<LabelledIncident> incidents,
        string directory,
        CancellationToken cancellation)
    {
        if (StoreInspector.Inspect(directory, progress: null, cancellation).LastTimeMs is not { } newestMs) return StoreCommand.Fail($"{directory}: the store has no samples");
        BacktestOptions options = new()
        {
            FromMs = newestMs - (long)input.Since.TotalMilliseconds,
            ToMs = newestMs,
            EvaluationInterval = inventory.Options.Global.EvaluationInterval,
            LookbackDelta = inventory.Options.Global.LookbackDelta,
            ExternalLabels = inventory.Options.Global.ExternalLabels,
            ExternalUrl = inventory.Options.Server.ExternalUrl,
            Incidents = inventory.Options.Incidents,
            SpreadsGroups = inventory.Options.Global.SpreadEvaluations,
        };
        using SeriesStore store = SeriesStore.Open(new StoreOptions { Directory = directory });
        BacktestOutcome? former = tried.Count == 0 ? null : Play("the rules in force", inventory.Groups, inventory, store, options, cancellation);
        BacktestOutcome outcome = Play("the rules", tried.Count == 0 ? inventory.Groups : tried, inventory, store, options, cancellation);
        IReadOnlyList<TuningProposal>? proposals = !input.Tunes ? null : StoreCommand.WithProgress(
            "tuning", progress => Tuning.Run(tried.Count == 0 ? inventory.Groups : tried, store, incidents, options, progress, cancellation));
        BacktestReport report = new(options, former, Score(former, incidents, options), outcome, Score(outcome, incidents, options), proposals);
        Write(report, input.Json);
        return ExitCodes.Done;
    }

    private static BacktestOutcome Play(
        string what, IReadOnlyList<RuleGroup> groups, Inventory inventory, ISeriesReader history, BacktestOptions options, CancellationToken cancellation) =>
        StoreCommand.WithProgress(what, progress => Backtest.Run(groups, inventory.Alertmanager, history, options, progress, cancellation));

    private static IncidentScore? Score(BacktestOutcome? outcome, IReadOnlyList<LabelledIncident> incidents, BacktestOptions options) =>
        outcome is null || incidents.Count == 0 ? null : IncidentScore.Of(outcome.Episodes, incidents, options.FromMs, options.ToMs);

    private static void Write(BacktestReport report, string? json)
    {
        if (json != "-") BacktestText.Write(Console.Out, report);
        if (json is null) return;
        using Stream target = json == "-" ? Console.OpenStandardOutput() : File.Create(json);
        BacktestJson.Write(target, report);
    }

    private static string Text(string file, Diagnostics diagnostics)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(file, 0, 0, "", error.Message));
            return "";
        }
    }
}
