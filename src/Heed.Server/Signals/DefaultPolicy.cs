using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Monitoring.Evidence;
using Heed.Rules.Objectives;
using Heed.Server.Configuration;

namespace Heed.Server.Signals;

/// <summary>
/// The default alerts of a model as ordinary rules: a group per model, readable, exportable, and each of them can be switched off. They read
/// evidence alone, whose thresholds keep <c>signals.false_alarms</c> together: see docs/signals.md.
/// </summary>
public static class DefaultPolicy
{
    private static readonly TimeSpan KeepFiringFor = TimeSpan.FromHours(1);

    /// <summary>What the rules of a model are called together.</summary>
    public static string GroupName(string model) => $"signals-{model}";

    /// <summary>A group for each model that has any default alert.</summary>
    public static IReadOnlyList<GeneratedGroup> Generate(HeedOptions options) =>
        [.. options.Models.Select(m => Generate(m, options.Signals)).Where(g => g.Rules.Count > 0)];

    private static GeneratedGroup Generate(ModelConfiguration model, SignalOptions options)
    {
        IEnumerable<DefaultSignal> signals = DefaultSignals.Of(model).Where(s => !options.Off.Contains(s.Name));
        return new GeneratedGroup(GroupName(model.Options.Name), null, [.. signals.Select(s => Rule(s, model, options))]);
    }

    private static GeneratedRule Rule(DefaultSignal signal, ModelConfiguration model, SignalOptions options)
    {
        LabelSetBuilder labels = new();
        labels.Set("severity", options.Severities.TryGetValue(signal.Name, out string? severity) ? severity : signal.Severity);
        labels.Set("layer", signal.Layer);
        labels.Set("model_name", model.Options.Name);
        labels.Set("team", model.Options.Team ?? "");
        Label[] annotations =
        [
            new("action", signal.Action),
            new("cause", SignalTexts.Cause),
            new("deployment", SignalTexts.Deployment),
            new("quality", SignalTexts.Effect),
            new("summary", "{{ $labels.model_name }}: " + signal.Summary),
        ];
        return new GeneratedRule(IsAlert: true, signal.Name, Expression(signal, model.Options.Name), [.. labels.Build().Labels], annotations)
        {
            HoldDuration = signal.HoldDuration,
            KeepFiringFor = KeepFiringFor,
        };
    }

    private static string Expression(DefaultSignal signal, string model)
    {
        string kinds = string.Join('|', signal.Kinds.Select(k => k.Label()));
        string segment = signal.OfSegments switch
        {
            true => ", segment!=\"\"",
            false => ", segment=\"\"",
            null => "",
        };
        string match = signal.Kinds.Count > 1 ? "=~" : "=";
        string evidence = $"ml_drift_evidence{{model_name={Quoting.Quote(model)}, kind{match}\"{kinds}\"{segment}}} >= 1";
        return signal.And.Length == 0 ? evidence : $"{evidence}\nand on (model_name, kind)\n{signal.And}";
    }
}
