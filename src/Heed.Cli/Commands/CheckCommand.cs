using System.CommandLine;
using System.Globalization;

using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Time;
using Heed.Monitoring;
using Heed.Monitoring.Baselines;
using Heed.Rules.Alerting;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Server.Hosting;
using Heed.Server.Leadership;
using Heed.Server.Signals;

namespace Heed.Cli.Commands;

/// <summary><c>heed check heed.yml</c>: validates everything that the file reaches and prints what was inferred.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> file = ConfigurationInput.Argument(optional: true);
        Option<bool> explain = new("--explain") { Description = "Print the default alerts of every model as a Prometheus rule file, and nothing else." };
        Command command = new("check", "Validates everything that the file reaches, and prints what was inferred.") { file, explain };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(file)!, parsed.GetValue(explain), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string file, bool explain, CancellationToken cancellation)
    {
        if (ConfigurationInput.Read(file, dataDirectory: null, keepBaselines: false) is not { } inventory) return ExitCodes.BadInput;
        if (explain)
        {
            Console.Write(RuleFileText.Write(DefaultPolicy.Generate(inventory.Options)));
            return ExitCodes.Done;
        }

        Diagnostics diagnostics = new();
        await StateProbe.CheckAsync(file, inventory.Options, diagnostics, cancellation);
        ConfigurationInput.Print(diagnostics);
        if (diagnostics.HasErrors) return ExitCodes.BadInput;
        for (int i = 0; i < inventory.Baselines.Count; i++) PrintModel(inventory.Options.Models[i].Options, inventory.Baselines[i]);
        PrintObjectives(inventory.Objectives);
        PrintRules(inventory);
        PrintRouting(inventory);
        PrintOnCall(inventory.OnCall);
        if (inventory.Options.State is { } state) Console.WriteLine($"state: {state.Postgres} answers");
        Console.WriteLine($"{file}: no errors");
        return ExitCodes.Done;
    }

    private static void PrintModel(ModelOptions options, Baseline baseline)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model {options.Name}: {Kind(baseline)}"));
        string range = baseline.FromMs is { } from && baseline.ToMs is { } to ? $", {Rfc3339.Format(from)} to {Rfc3339.Format(to)}" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  baseline {baseline.Version}: {baseline.Records:N0} records, {baseline.LabelledRecords:N0} labelled{range}, {baseline.SizeBytes / 1024.0:0.0} KB"));
        string drift = options.Windows.DriftDuration is { } duration ? PrometheusDuration.Format(duration) : $"{options.Windows.DriftRecords} records";
        Console.WriteLine($"  windows: drift {drift}, quality {PrometheusDuration.Format(options.Windows.Quality)}; labels join within {PrometheusDuration.Format(options.JoinWithin)}");
        foreach (QualityBaseline quality in baseline.Quality)
        {
            string segment = quality.SegmentKey.Length == 0 ? "" : $" where {quality.SegmentKey} is {quality.SegmentValue}";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  baseline {quality.Metric}{segment}: {quality.Value:0.####} (95 %: {quality.Lower:0.####} to {quality.Upper:0.####}, {quality.N:N0} labels)"));
        }

        foreach (FeatureDescription feature in baseline.Describe()) Console.WriteLine("  " + feature);
        foreach (string note in baseline.Notes) Console.WriteLine("  note: " + note);
    }

    private static string Kind(Baseline baseline)
    {
        string type = baseline.Type.ToString().ToLower(CultureInfo.InvariantCulture);
        string classes = baseline.Answers.Classes.Count > 0 ? $" into {string.Join(", ", baseline.Answers.Classes)}" : "";
        string positive = baseline.Answers.PositiveClass is { } name ? $"; positive class {name}" : "";
        return type + classes + positive;
    }

    private static void PrintObjectives(ObjectiveCatalog catalog)
    {
        if (catalog.Objectives.Count == 0) return;
        Console.WriteLine($"objectives: {catalog.Objectives.Count}");
        foreach (ServiceLevelObjective objective in catalog.Objectives)
        {
            string alerts = (objective.Page, objective.Ticket) switch
            {
                (null, null) => "alerts nobody",
                (_, null) => "pages",
                (null, _) => "makes tickets",
                _ => "pages and makes tickets",
            };
            string counted = objective.Indicator is SliceIndicator ? "time" : "events";
            string window = PrometheusDuration.Format(objective.Window.Length) + (objective.Window.Calendar is null ? "" : " of the calendar");
            string target = (objective.Target * 100).ToString("0.######", CultureInfo.InvariantCulture);
            Console.WriteLine($"  {objective.Service} {objective.Name}: {target} % of {counted} over {window}; {alerts}");
        }
    }

    private static void PrintRules(Inventory inventory)
    {
        Rule[] rules = [.. inventory.Groups.SelectMany(g => g.Rules)];
        int alerting = rules.OfType<AlertingRule>().Count();
        Console.WriteLine($"rules: {inventory.Groups.Count} groups, {rules.Length - alerting} recording, {alerting} alerting (with those built in)");
        foreach (RuleWarning warning in rules.SelectMany(r => r.Warnings)) Console.WriteLine("  warning: " + warning);
    }

    private static void PrintRouting(Inventory inventory)
    {
        if (inventory.Options.AlertmanagerFile is null)
        {
            Console.WriteLine("alertmanager: none; alerts are shown and sent to nobody");
            return;
        }

        string[] receivers = [.. inventory.Alertmanager.Receivers.Select(r => $"{r.Name} ({(r.Integrations.Count == 0 ? "nobody" : string.Join(", ", r.Integrations.Select(i => i.Id.ToString())))})")];
        Console.WriteLine($"alertmanager: receivers {string.Join(", ", receivers)}; {inventory.Alertmanager.InhibitionRules.Count} inhibition rules");
    }

    private static void PrintOnCall(OnCallConfiguration onCall)
    {
        if (onCall.People.Count == 0) return;
        Console.WriteLine($"on call: {onCall.People.Count} people, {onCall.Schedules.Count} schedules, {onCall.Policies.Count} policies, {onCall.Routes.Count} routes");
    }
}
