using Heed.Model.Samples;

namespace Heed.Ingest.Exposition;

/// <summary>What became of the samples of a text.</summary>
/// <param name="Written">In the store now, or there already.</param>
/// <param name="OutOfOrder">Older than the store takes.</param>
/// <param name="TooFarAhead">Further in the future than the server takes.</param>
/// <param name="Conflicting">For a time at which their series has another value.</param>
/// <param name="Limited">Beyond a limit of the store.</param>
/// <param name="Error">Where the text is broken: nothing behind it was read. Null where it is sound.</param>
public sealed record ExpositionLoad(long Written, long OutOfOrder, long TooFarAhead, long Conflicting, long Limited, ExpositionError? Error)
{
    public long Refused => OutOfOrder + TooFarAhead + Conflicting + Limited;

    internal ExpositionLoad With(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.OutOfOrder => this with { OutOfOrder = OutOfOrder + 1 },
        AppendOutcome.TooFarAhead => this with { TooFarAhead = TooFarAhead + 1 },
        AppendOutcome.Conflict => this with { Conflicting = Conflicting + 1 },
        AppendOutcome.Limited => this with { Limited = Limited + 1 },
        _ => this with { Written = Written + 1 },
    };
}
