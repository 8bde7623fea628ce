using Heed.Model.Records;
using Heed.Monitoring.Baselines;
using Heed.Monitoring.Rankings;

namespace Heed.Monitoring.Quality;

/// <summary>The figures of one kind of model, and what one labelled record adds to them.</summary>
internal abstract class QualityFamily
{
    /// <summary>The chief figure first.</summary>
    public abstract IReadOnlyList<QualityMetric> Metrics { get; }

    /// <summary>Cells of an <see cref="OutcomeTally"/>.</summary>
    public abstract int Cells { get; }

    /// <summary>Means of an <see cref="OutcomeTally"/>.</summary>
    public virtual int Means => 0;

    /// <param name="answers">Of the baseline: its classes have the first positions.</param>
    /// <param name="options">The positive class, where it is configured, and the cutoffs of a ranking.</param>
    public static QualityFamily Of(ModelType type, AnswerBaseline answers, ModelOptions options)
    {
        if (type == ModelType.Regression) return new NumberQuality();
        if (type == ModelType.Ranking) return new RankingQuality(new RankingFigures(options.Cutoffs));
        string? positiveClass = options.PositiveClass ?? answers.PositiveClass;
        int positive = -1;
        for (int i = 0; i < answers.Classes.Count; i++)
        {
            if (answers.Classes[i] == positiveClass) positive = i;
        }

        return type == ModelType.Classification && positive >= 0
            ? new BinaryQuality(positive, ScoreBins.Of(answers.Numbers))
            : new ClassQuality(answers.Classes.Count);
    }

    /// <summary>Null where the model tells no probabilities.</summary>
    public virtual Reliability? ReliabilityOf(OutcomeTally tally) => null;

    /// <summary>An empty tally of this kind.</summary>
    public OutcomeTally NewTally() => new(Cells, Means);

    public abstract QualitySums SumsOf(in LabelledAnswer answer);

    public abstract OutcomeDetail DetailOf(in LabelledAnswer answer);
}
