using Heed.Model.Labels;

namespace Heed.Rules.Alerting;

/// <summary>The place of one alert of a rule: what all elements of the expression that give the same labels share.</summary>
/// <param name="identity">The alert's labels.</param>
internal sealed class AlertSlot(LabelSet identity)
{
    public LabelSet Identity => identity;

    /// <summary>The last evaluation in which an element gave these labels.</summary>
    public long Round { get; set; }

    /// <summary>Null while there is none. Belongs to the engine's lock.</summary>
    public ActiveAlert? Alert { get; set; }
}
