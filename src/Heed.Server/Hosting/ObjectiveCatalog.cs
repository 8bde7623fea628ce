using Heed.Documents;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Rules.Objectives;
using Heed.Rules.Objectives.Documents;
using Heed.Server.Configuration;
using Heed.Server.Signals;

namespace Heed.Server.Hosting;

/// <summary>Every objective that <c>heed.yml</c> reaches, and the rules that keep it.</summary>
public sealed class ObjectiveCatalog
{
    private const string RuleFileName = "(objectives)";

    private readonly HeedOptions _options;

    private ObjectiveCatalog(HeedOptions options, IReadOnlyList<ServiceLevelObjective> objectives)
    {
        _options = options;
        Objectives = objectives;
    }

    /// <summary>Those of the models, in their order, and behind them those of the files.</summary>
    public IReadOnlyList<ServiceLevelObjective> Objectives { get; }

    /// <summary>Reports every mistake in every file of objectives.</summary>
    /// <param name="read">Gives a file's text; null where it cannot be read, which it has reported.</param>
    public static ObjectiveCatalog Read(HeedOptions options, Func<string, string?> read, Diagnostics diagnostics)
    {
        ServiceLevelObjective[] own = [.. options.Models.SelectMany(m => m.Objectives.All)];
        List<(string, string)> files = [];
        foreach (string file in options.SloFiles)
        {
            if (read(file) is { } text) files.Add((file, text));
        }

        return new ObjectiveCatalog(options, [.. own, .. SloFile.Parse(files, own.Select(o => o.Id), diagnostics)]);
    }

    /// <summary>The rules in force of some of the objectives.</summary>
    public IReadOnlyList<GeneratedGroup> Generate(IEnumerable<ServiceLevelObjective> objectives)
    {
        ObjectiveSurroundings surroundings = new(_options.Global.EvaluationInterval, _options.Global.SampleInterval);
        return
        [
            .. objectives.SelectMany(o => ObjectiveRules.Generate(o, surroundings, ObjectiveAccounts.Covering(o, _options.Maintenance).Count > 0)
                .Select(group => EvidenceGate.Apply(group, o, _options))),
        ];
    }

    /// <summary>The same rules as the engine runs them: read back from the text that people are shown.</summary>
    public IReadOnlyList<RuleGroup> Groups()
    {
        Diagnostics diagnostics = new();
        IReadOnlyList<RuleGroup> groups = RuleFile.Parse(RuleFileName, RuleFileText.Write(Generate(Objectives)), diagnostics);
        return diagnostics.HasErrors ? throw new InvalidOperationException(diagnostics.All[0].ToString()) : groups;
    }

    /// <summary>When something may be deployed.</summary>
    /// <param name="service">A model, or the service of a file's objectives.</param>
    public BudgetPolicy PolicyOf(string service) =>
        _options.Models.FirstOrDefault(m => m.Options.Name == service)?.Objectives.Gate ?? _options.Gate;
}
