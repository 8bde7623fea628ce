using System.Runtime.InteropServices;

namespace Heed.Monitoring.Outcomes;

/// <summary>
/// What is kept of a prediction for its label, beside the bytes of <see cref="OutcomeLayout"/>. Packed: it is saved as its bytes, and those
/// between fields would be whatever lay there before.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct PendingPrediction
{
    public const long NoLabel = long.MinValue;

    /// <summary>Event time of the prediction.</summary>
    public long TimeMs;

    /// <summary>A hash of the predicted class, or the bits of the predicted number.</summary>
    public ulong Answer;

    /// <summary>Event time of the label in force; <see cref="NoLabel"/> before the first.</summary>
    public long LabelTimeMs;

    /// <summary>The labelled answer, as <see cref="Answer"/>.</summary>
    public ulong Label;

    /// <summary>As sent; NaN where there is none.</summary>
    public double Score;

    /// <summary>NaN where there is none.</summary>
    public double Confidence;

    /// <summary>The chance with which it was chosen for review; 0 where it was not chosen.</summary>
    public float Inclusion;

    /// <summary>How many predictions it stands for by the label in force.</summary>
    public float LabelWeight;

    /// <summary>The position of the predicted class, or <see cref="JoinedOutcome.NoPosition"/>.</summary>
    public ushort Class;

    /// <summary>The position of the labelled class, or <see cref="JoinedOutcome.NoPosition"/>.</summary>
    public ushort LabelClass;

    /// <summary>The position of the model's version.</summary>
    public ushort Version;

    /// <summary>Whether a person who was asked gave a label.</summary>
    public bool IsReviewed;

    public readonly bool IsLabelled => LabelTimeMs != NoLabel;
}
