using Heed.Alerting.Configuration;
using Heed.Alerting.OnCall;
using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Monitoring.Baselines;
using Heed.Receivers;
using Heed.Rules.Files;
using Heed.Rules.Groups;
using Heed.Server.Baselines;
using Heed.Server.Configuration;

namespace Heed.Server.Hosting;

/// <summary>Everything that <c>heed.yml</c> reaches, read: baselines, objectives, rule files, Alertmanager's file.</summary>
/// <param name="Options">What <c>heed.yml</c> says itself.</param>
/// <param name="Baselines">In the order of the models; an empty one where a model learns its own.</param>
/// <param name="Groups">Of all rule files, behind those that Heed brings.</param>
/// <param name="Alertmanager">Routes everything to nobody where the file names none.</param>
public sealed record Inventory(
    HeedOptions Options, IReadOnlyList<Baseline> Baselines, IReadOnlyList<RuleGroup> Groups, AlertmanagerConfiguration Alertmanager)
{
    private const string NobodyFile = "route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n";

    // Where no file says who is told: what would be told to anybody, a model's notices together.
    private const string AnybodyFile = """
        route: { receiver: anybody, group_by: [model_name], group_wait: 30s, group_interval: 5m, repeat_interval: 12h }
        receivers: [ { name: anybody, file_configs: [ { path: "-" } ] } ]
        """;

    /// <summary>Nobody where no file names anybody.</summary>
    public OnCallConfiguration OnCall { get; init; } = OnCallConfiguration.Empty;

    /// <summary>Of models and of files.</summary>
    public required ObjectiveCatalog Objectives { get; init; }

    /// <summary>Reports every mistake in every file; null where there is any.</summary>
    public static Inventory? Read(HeedOptions options, BaselineFiles files, Diagnostics diagnostics)
    {
        List<Baseline> baselines = [];
        foreach (ModelConfiguration model in options.Models)
        {
            if (model.BaselineFile is not { } file)
            {
                baselines.Add(Baseline.Empty(model.Options));
                continue;
            }

            ParseResult<Baseline> baseline = files.Read(file, model.Options);
            if (baseline.IsSuccess)
            {
                baselines.Add(baseline.Value);
                FeatureNames.Check(options.File, model.Options, baseline.Value, diagnostics);
            }
            else diagnostics.Add(new Diagnostic(options.File, 0, 0, $"models.{model.Options.Name}.baseline", baseline.Error.Message));
        }

        ObjectiveCatalog objectives = ObjectiveCatalog.Read(options, file => ReadText(file, diagnostics), diagnostics);
        IReadOnlyList<RuleGroup> groups = ReadGroups(options, objectives, diagnostics);
        AlertmanagerConfiguration? alertmanager = ReadAlertmanager(options, diagnostics);
        OnCallConfiguration? onCall = alertmanager is null ? null : ReadOnCall(options, alertmanager, diagnostics);
        return diagnostics.HasErrors || alertmanager is null || onCall is null ? null
            : new Inventory(options, baselines, groups, alertmanager) { Objectives = objectives, OnCall = onCall };
    }

    /// <summary>The same with a receiver for everything where the configuration names nobody: a replay shows what would be sent.</summary>
    public Inventory WithReceiver()
    {
        if (Options.AlertmanagerFile is not null) return this;
        Diagnostics diagnostics = new();
        ReadingContext context = new(Path.GetDirectoryName(Options.File)!, Environment.GetEnvironmentVariable);
        AlertmanagerConfiguration? anybody = AlertmanagerFile.Parse("(built in)", AnybodyFile, ReceiverRegistry.Kinds, context, diagnostics);
        return this with { Alertmanager = anybody ?? throw new InvalidOperationException(diagnostics.All[0].ToString()) };
    }

    /// <summary>The groups in force: those that Heed brings, those of the objectives, those of the rule files. Also what a reload reads.</summary>
    public static IReadOnlyList<RuleGroup> ReadGroups(HeedOptions options, ObjectiveCatalog objectives, Diagnostics diagnostics)
    {
        List<RuleGroup> groups = [.. BuiltInRules.Groups(options.Global), .. BuiltInRules.Pair(options.State)];
        if (!diagnostics.HasErrors) groups.AddRange(objectives.Groups());
        if (!diagnostics.HasErrors) groups.AddRange(BuiltInRules.Signals(options));
        foreach (string file in options.RuleFiles)
        {
            if (ReadText(file, diagnostics) is { } text) groups.AddRange(RuleFile.Parse(Shown(file), text, diagnostics));
        }

        return groups;
    }

    /// <summary>Alertmanager's file, or what stands for it where there is none. Also what a reload reads.</summary>
    public static AlertmanagerConfiguration? ReadAlertmanager(HeedOptions options, Diagnostics diagnostics)
    {
        string file = options.AlertmanagerFile ?? "(built in)";
        string? text = options.AlertmanagerFile is null ? NobodyFile : ReadText(file, diagnostics);
        if (text is null) return null;
        string folder = Path.GetDirectoryName(options.AlertmanagerFile ?? options.File)!;
        ReadingContext context = new(folder, Environment.GetEnvironmentVariable);
        return AlertmanagerFile.Parse(Shown(file), text, ReceiverRegistry.Kinds, context, diagnostics);
    }

    /// <summary>The file of people on call, or nobody where there is none. Also what a reload reads.</summary>
    public static OnCallConfiguration? ReadOnCall(HeedOptions options, AlertmanagerConfiguration alertmanager, Diagnostics diagnostics)
    {
        if (options.OnCallFile is not { } file) return OnCallConfiguration.Empty;
        if (options.Incidents is null) diagnostics.Add(new Diagnostic(Shown(options.File), 0, 0, "oncall", "expected incidents, which page people on call, found them switched off"));
        if (ReadText(file, diagnostics) is not { } text) return null;
        string? receivers = options.AlertmanagerFile is { } named ? ReadText(named, diagnostics) : NobodyFile;
        if (receivers is null) return null;
        OnCallSurroundings surroundings = new(
            alertmanager,
            receivers,
            ReceiverRegistry.Kinds,
            new ReadingContext(Path.GetDirectoryName(file)!, Environment.GetEnvironmentVariable),
            [.. options.Models.Select(m => m.Options.Name)],
            path => File.Exists(path) ? ReadText(path, diagnostics) : null);
        return OnCallFile.Parse(Shown(file), text, surroundings, diagnostics);
    }

    private static string? ReadText(string file, Diagnostics diagnostics)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(new Diagnostic(Shown(file), 0, 0, "", error.Message));
            return null;
        }
    }

    /// <summary>Below the working directory the relative path is what people know a file by.</summary>
    private static string Shown(string file)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
