namespace Heed.Monitoring.Quality;

/// <summary>What quality beyond the chief figures is computed from, over any set of labelled records.</summary>
internal sealed class OutcomeTally(int cells, int means = 0)
{
    public OutcomeCell[] Cells { get; } = new OutcomeCell[cells];

    /// <summary>Of a ranking the mean of each figure.</summary>
    public WeightedMean[] Means { get; } = new WeightedMean[means];

    /// <summary>The log loss of each record; of a regression the squared error.</summary>
    public WeightedMean First { get; set; }

    /// <summary>The Brier score of each record; of a regression the absolute error as a share of the label.</summary>
    public WeightedMean Second { get; set; }

    public void Add(in OutcomeDetail detail)
    {
        First += detail.First;
        Second += detail.Second;
        if (detail.Cell >= 0) Cells[detail.Cell] += detail.CellSums;
        if (detail.ConfidenceCell >= 0) Cells[detail.ConfidenceCell] += detail.ConfidenceSums;
        for (int i = 0; i < detail.Figures?.Length; i++) Means[i] += WeightedMean.Of(detail.Figures[i], detail.Weight);
    }

    /// <summary>Takes over what a tally of the same shape holds.</summary>
    public void CopyFrom(OutcomeTally other)
    {
        other.Cells.CopyTo(Cells, 0);
        other.Means.CopyTo(Means, 0);
        First = other.First;
        Second = other.Second;
    }

    public void Clear()
    {
        Array.Clear(Cells);
        Array.Clear(Means);
        First = default;
        Second = default;
    }
}
