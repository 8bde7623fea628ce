namespace Heed.Monitoring.Quality;

/// <summary>Labelled records that fall together: in a binary model by score bin, label and answer.</summary>
/// <param name="Mass">The records.</param>
/// <param name="ScoreSum">Σ w·score.</param>
internal readonly record struct OutcomeCell(Mass Mass, double ScoreSum)
{
    public static OutcomeCell operator +(OutcomeCell a, OutcomeCell b) => new(a.Mass + b.Mass, a.ScoreSum + b.ScoreSum);

    public static OutcomeCell operator -(OutcomeCell a, OutcomeCell b) => new(a.Mass - b.Mass, a.ScoreSum - b.ScoreSum);
}
