using Heed.Model.Labels;

namespace Heed.Rules.Alerting;

/// <summary>One element of a rule's expression, remembered between evaluations so that its labels are not made again.</summary>
/// <param name="labels">As the expression gives them.</param>
internal sealed class AlertElement(LabelSet labels)
{
    public LabelSet Labels => labels;

    public AlertSlot? Slot { get; set; }

    public double Value { get; set; }

    /// <summary>The last evaluation that gave the element.</summary>
    public long Round { get; set; }

    /// <summary>There where the annotations depend on the time of the evaluation; others are filled in when somebody reads them.</summary>
    public LabelSet? Annotations { get; set; }
}
