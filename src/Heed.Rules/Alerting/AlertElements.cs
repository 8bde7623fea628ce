using System.Runtime.InteropServices;

using Heed.Model.Labels;
using Heed.Query.Results;
using Heed.Rules.Templates;

namespace Heed.Rules.Alerting;

/// <summary>
/// The elements of one rule's expression with the alerts that they stand for. An element that was there before costs one look-up: its
/// labels are expanded again only where their templates use the value and it changed, or where they query.
/// </summary>
/// <remarks>Holds no more than the elements of the last two evaluations. Used by the thread that evaluates.</remarks>
internal sealed class AlertElements(string alert, AlertTemplates templates)
{
    private readonly Dictionary<LabelSet, AlertElement> _known = [];
    private readonly Dictionary<LabelSet, AlertSlot> _slots = [];
    private readonly List<AlertElement> _present = [];

    /// <summary>Those of the last evaluation, in the order of the expression's result.</summary>
    public IReadOnlyList<AlertElement> Present => _present;

    /// <summary>The number of the last evaluation: slots and elements that carry another one were not in it.</summary>
    public long Round { get; private set; }

    /// <returns>Null, or why the result cannot become alerts.</returns>
    public string? Take(IReadOnlyList<VectorSample> vector, long nowMs)
    {
        Round++;
        _present.Clear();
        foreach (VectorSample sample in vector)
        {
            AlertElement element = Find(sample, nowMs);
            AlertSlot slot = element.Slot!;
            if (slot.Round == Round) return $"two results have the labels {slot.Identity} once the rule's labels are set";
            slot.Round = Round;
            element.Round = Round;
            if (templates.AnnotationsAreVolatile) element.Annotations = templates.ExpandAnnotations(element.Labels, element.Value, nowMs);
            _present.Add(element);
        }

        if (_known.Count > _present.Count) Forget();
        return null;
    }

    private AlertElement Find(in VectorSample sample, long nowMs)
    {
        ref AlertElement? element = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, sample.Labels, out bool isKnown);
        element ??= new AlertElement(sample.Labels);
        double value = sample.Sample.Value;
        bool isNew = BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(element.Value);
        element.Value = value;
        if (!isKnown || templates.LabelsAreVolatile || (isNew && templates.LabelsUseValue)) element.Slot = Slot(element, nowMs);
        return element;
    }

    private AlertSlot Slot(AlertElement element, long nowMs)
    {
        LabelSetBuilder labels = new LabelSetBuilder(element.Labels).Remove(LabelNames.MetricName);
        templates.ExpandLabels(element.Labels, element.Value, nowMs, labels);
        LabelSet identity = labels.Set(LabelNames.AlertName, alert).Build();
        ref AlertSlot? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, identity, out _);
        return slot ??= new AlertSlot(identity);
    }

    private void Forget()
    {
        foreach ((LabelSet labels, AlertElement element) in _known)
        {
            if (element.Round != Round) _known.Remove(labels);
        }

        foreach ((LabelSet identity, AlertSlot slot) in _slots)
        {
            if (slot.Round != Round) _slots.Remove(identity);
        }
    }
}
