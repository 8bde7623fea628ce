using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Rules.Alerting;
using Heed.Rules.Groups;
using Heed.Templates;

namespace Heed.Rules.Templates;

/// <summary>The labels and annotations of one alerting rule, ready to be filled in.</summary>
internal sealed class AlertTemplates
{
    private static readonly TemplateOptions Options = new() { MissingKey = MissingKey.EmptyText, Variables = AlertTemplateData.Variables };
    private static readonly TemplateSet Reading = new(Functions(new TemplateContext(null, "")), Options);

    private readonly TemplateContext _context;
    private readonly IReadOnlyDictionary<string, string> _externalLabels;
    private readonly Slot[] _labels;
    private readonly Slot[] _annotations;
    private readonly bool _needsData;

    public AlertTemplates(AlertingRule rule, RuleQueries queries, RuleEngineOptions options)
    {
        _context = new TemplateContext(queries, options.ExternalUrl);
        _externalLabels = TemplateSample.Dictionary(options.ExternalLabels);
        TemplateSet set = new(Functions(_context), Options);
        _labels = [.. rule.Labels.Select(label => Slot.Of(set, rule.Name, label))];
        _annotations = [.. rule.Annotations.Select(label => Slot.Of(set, rule.Name, label))];
        _needsData = _labels.Concat(_annotations).Any(slot => slot.Template is not null);
    }

    /// <summary>How many expansions failed.</summary>
    public long Failures { get; private set; }

    /// <summary>Whether the text can be read as a template of an alert.</summary>
    public static bool TryCheck(string text, [NotNullWhen(false)] out TemplateError? error) =>
        Reading.TryParse("template", text, out _, out error);

    /// <summary>Fills in all templates for one element of the rule's expression.</summary>
    public void Expand(VectorSample sample, long nowMs, LabelSetBuilder labels, LabelSetBuilder annotations)
    {
        _context.NowMs = nowMs;
        AlertTemplateData? data = _needsData
            ? new(TemplateSample.Dictionary(sample.Labels), _externalLabels, _context.ExternalUrl, sample.Sample.Value)
            : null;
        foreach (Slot slot in _labels) labels.Set(slot.Name, Expand(slot, data));
        foreach (Slot slot in _annotations) annotations.Set(slot.Name, Expand(slot, data));
    }

    private string Expand(Slot slot, AlertTemplateData? data)
    {
        if (slot.Template is null) return slot.Text;
        if (slot.Template.TryExecute(data, data?.Values, out string output, out TemplateError? error)) return output;
        Failures++;
        return $"<error expanding template: {error}>";
    }

    private static TemplateFunctions Functions(TemplateContext context) =>
        VectorFunctions.AddTo(TextFunctions.AddTo(NumberFunctions.AddTo(TemplateFunctions.None)), context);

    /// <summary>A name and its template; a text without actions, or one that cannot be read, is taken as it is.</summary>
    private readonly record struct Slot(string Name, string Text, Template? Template)
    {
        public static Slot Of(TemplateSet set, string rule, Label label)
        {
            if (!label.Value.Contains("{{", StringComparison.Ordinal)) return new(label.Name, label.Value, null);
            return set.TryParse("__alert_" + rule, label.Value, out Template? template, out TemplateError? error)
                ? new(label.Name, label.Value, template)
                : new(label.Name, $"<error expanding template: {error}>", null);
        }
    }
}
