using System.Diagnostics.CodeAnalysis;

using Heed.Model.Labels;
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
    private readonly RuleTally _tally;

    public AlertTemplates(AlertingRule rule, RuleQueries queries, RuleEngineOptions options, RuleTally tally)
    {
        _tally = tally;
        _context = new TemplateContext(queries, options.ExternalUrl);
        _externalLabels = TemplateSample.Dictionary(options.ExternalLabels);
        TemplateSet set = new(Functions(_context), Options);
        _labels = [.. rule.Labels.Select(label => Slot.Of(set, rule.Name, label))];
        _annotations = [.. rule.Annotations.Select(label => Slot.Of(set, rule.Name, label))];
        LabelsUseValue = _labels.Any(slot => slot.UsesValue);
        LabelsAreVolatile = _labels.Any(slot => slot.IsVolatile);
        AnnotationsUseValue = _annotations.Any(slot => slot.UsesValue);
        AnnotationsAreVolatile = _annotations.Any(slot => slot.IsVolatile);
    }

    /// <summary>Whether the value may show in the labels: then another value may make another alert.</summary>
    public bool LabelsUseValue { get; }

    /// <summary>Whether the labels may differ from evaluation to evaluation of the same element: they query, or ask for the time.</summary>
    public bool LabelsAreVolatile { get; }

    /// <summary>Whether the value may show in the annotations.</summary>
    public bool AnnotationsUseValue { get; }

    /// <summary>Whether the annotations query, or ask for the time.</summary>
    public bool AnnotationsAreVolatile { get; }

    /// <summary>Whether the text can be read as a template of an alert.</summary>
    public static bool TryCheck(string text, [NotNullWhen(false)] out TemplateError? error) =>
        Reading.TryParse("template", text, out _, out error);

    /// <summary>Sets the rule's labels for one element of the rule's expression. By the thread that evaluates.</summary>
    public void ExpandLabels(LabelSet element, double value, long nowMs, LabelSetBuilder target) => Expand(_labels, element, value, nowMs, target);

    /// <summary>The annotations for one element: by any thread where they are not volatile.</summary>
    public LabelSet ExpandAnnotations(LabelSet element, double value, long nowMs)
    {
        LabelSetBuilder annotations = new();
        Expand(_annotations, element, value, nowMs, annotations);
        return annotations.Build();
    }

    private void Expand(Slot[] slots, LabelSet element, double value, long nowMs, LabelSetBuilder target)
    {
        AlertTemplateData? data = null;
        foreach (Slot slot in slots)
        {
            if (slot.Template is null)
            {
                target.Set(slot.Name, slot.Text);
                continue;
            }

            if (slot.IsVolatile) _context.NowMs = nowMs;
            data ??= new(TemplateSample.Dictionary(element), _externalLabels, _context.ExternalUrl, value);
            target.Set(slot.Name, Expand(slot.Template, data));
        }
    }

    private string Expand(Template template, AlertTemplateData data)
    {
        if (template.TryExecute(data, data.Values, out string output, out TemplateError? error)) return output;
        _tally.CountTemplateFailure();
        return $"<error expanding template: {error}>";
    }

    private static TemplateFunctions Functions(TemplateContext context) =>
        VectorFunctions.AddTo(TextFunctions.AddTo(NumberFunctions.AddTo(TemplateFunctions.None)), context);

    /// <summary>A name and its template; a text without actions, or one that cannot be read, is taken as it is.</summary>
    private readonly record struct Slot(string Name, string Text, Template? Template)
    {
        /// <summary>Where the text speaks of the value, or hands on the whole of its data, which has the value in it.</summary>
        public bool UsesValue => Template is not null && (Text.Contains("alue", StringComparison.Ordinal) || HandsOnAll(Text));

        public bool IsVolatile => Template is not null && (Says("query") || Says("now"));

        public static Slot Of(TemplateSet set, string rule, Label label)
        {
            if (!label.Value.Contains("{{", StringComparison.Ordinal)) return new(label.Name, label.Value, null);
            return set.TryParse("__alert_" + rule, label.Value, out Template? template, out TemplateError? error)
                ? new(label.Name, label.Value, template)
                : new(label.Name, $"<error expanding template: {error}>", null);
        }

        private bool Says(string function) => Text.Contains(function, StringComparison.Ordinal);

        /// <summary>Inside an action, a dot or a dollar sign that no name follows.</summary>
        private static bool HandsOnAll(string text)
        {
            bool isAction = false;
            for (int i = 0; i + 1 < text.Length; i++)
            {
                if (text[i] == text[i + 1] && text[i] is '{' or '}') isAction = text[i] == '{';
                else if (isAction && text[i] is '.' or '$' && !char.IsAsciiLetter(text[i + 1])) return true;
            }

            return false;
        }
    }
}
