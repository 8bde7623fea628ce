using System.CommandLine;

using Heed.Documents;
using Heed.Rules.Objectives;
using Heed.Rules.Objectives.Documents;
using Heed.Server.Configuration;
using Heed.Server.Hosting;

namespace Heed.Cli.Commands;

/// <summary><c>heed slo rules MODEL|FILE</c>: the rules that objectives give, as a rule file that Prometheus reads.</summary>
internal static class SloRulesCommand
{
    public static Command Create()
    {
        Argument<string> subject = new("MODEL|FILE") { Description = "A model of the configuration, or a file of objectives: OpenSLO's or Sloth's." };
        Option<string> config = new("--config") { Description = "The configuration file.", DefaultValueFactory = _ => ConfigurationInput.DefaultFile };
        Command command = new("rules", "Prints the rules that objectives give, as a Prometheus rule file.") { subject, config };
        command.SetAction(parsed => Run(parsed.GetValue(subject)!, parsed.GetValue(config)!));
        return command;
    }

    private static int Run(string subject, string config)
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<GeneratedGroup>? groups = File.Exists(subject) ? OfFile(subject, diagnostics) : OfModel(subject, config, diagnostics);
        ConfigurationInput.Print(diagnostics);
        if (groups is null || diagnostics.HasErrors) return ExitCodes.BadInput;
        Console.Write(RuleFileText.Write(groups));
        return ExitCodes.Done;
    }

    private static List<GeneratedGroup> OfFile(string file, Diagnostics diagnostics) =>
        [.. SloFile.Parse(file, File.ReadAllText(file), diagnostics).SelectMany(o => ObjectiveRules.Generate(o, ObjectiveSurroundings.Default))];

    /// <summary>Baselines are not read: objectives do not depend on them.</summary>
    private static IReadOnlyList<GeneratedGroup>? OfModel(string model, string config, Diagnostics diagnostics)
    {
        (HeedOptions? options, Diagnostics mistakes) = HeedConfiguration.Load(config);
        foreach (Diagnostic mistake in mistakes.All) diagnostics.Add(mistake);
        if (options is null) return null;
        ObjectiveCatalog catalog = ObjectiveCatalog.Read(options, File.ReadAllText, diagnostics);
        ServiceLevelObjective[] objectives = [.. catalog.Objectives.Where(o => o.Service == model)];
        if (objectives.Length > 0 || diagnostics.HasErrors) return catalog.Generate(objectives);
        string known = string.Join(", ", catalog.Objectives.Select(o => o.Service).Distinct().Order(StringComparer.Ordinal));
        string message = known.Length == 0 ? "nothing has objectives" : $"those with objectives are {known}";
        diagnostics.Add(new Diagnostic(config, 0, 0, "", $"expected a model with objectives, or a file of them, found \"{model}\"; {message}"));
        return null;
    }
}
