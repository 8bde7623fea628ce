using Heed.Model.Samples;

namespace Heed.Ingest.RemoteWrite;

/// <summary>What became of the samples of requests. A running total where requests are added up.</summary>
public sealed record RemoteWriteTally
{
    /// <summary>Float samples that are in the store now.</summary>
    public long SamplesWritten { get; internal set; }

    /// <summary>Native histograms that are in the store now.</summary>
    public long HistogramsWritten { get; internal set; }

    /// <summary>Exemplars: sound, and not kept.</summary>
    public long ExemplarsDropped { get; internal set; }

    /// <summary>Descriptions of metrics that were handed on.</summary>
    public long MetadataTaken { get; internal set; }

    /// <summary>Samples older than the store takes.</summary>
    public long OutOfOrder { get; internal set; }

    /// <summary>Samples further in the future than the server takes.</summary>
    public long TooFarAhead { get; internal set; }

    /// <summary>Samples for a time at which their series has another value.</summary>
    public long Conflicting { get; internal set; }

    /// <summary>Samples beyond a limit of the store.</summary>
    public long Limited { get; internal set; }

    /// <summary>Series whose labels are wrong, with all their samples, and histograms that contradict themselves.</summary>
    public long Invalid { get; internal set; }

    internal long Refused => OutOfOrder + TooFarAhead + Conflicting + Limited + Invalid;

    internal void Add(AppendOutcome outcome, bool isHistogram)
    {
        switch (outcome)
        {
            case AppendOutcome.OutOfOrder: OutOfOrder++; break;
            case AppendOutcome.TooFarAhead: TooFarAhead++; break;
            case AppendOutcome.Conflict: Conflicting++; break;
            case AppendOutcome.Limited: Limited++; break;

            // A sample that the store had already counts as written: senders repeat what was not answered.
            default:
                if (isHistogram) HistogramsWritten++;
                else SamplesWritten++;
                break;
        }
    }

    internal void Add(RemoteWriteTally other)
    {
        SamplesWritten += other.SamplesWritten;
        HistogramsWritten += other.HistogramsWritten;
        ExemplarsDropped += other.ExemplarsDropped;
        MetadataTaken += other.MetadataTaken;
        OutOfOrder += other.OutOfOrder;
        TooFarAhead += other.TooFarAhead;
        Conflicting += other.Conflicting;
        Limited += other.Limited;
        Invalid += other.Invalid;
    }
}
