namespace Heed.Model.Records;

/// <summary>The value of one feature in one record.</summary>
public readonly struct FeatureValue
{
    private FeatureValue(FeatureState state, double number, int category)
    {
        State = state;
        Number = number;
        Category = category;
    }

    public static FeatureValue Absent => default;

    public static FeatureValue Null => new(FeatureState.Null, double.NaN, -1);

    public static FeatureValue Invalid => new(FeatureState.Invalid, double.NaN, -1);

    public static FeatureValue Unseen => new(FeatureState.Unseen, double.NaN, -1);

    /// <summary>NaN unless the state is <see cref="FeatureState.Number"/>.</summary>
    public double Number { get; }

    /// <summary>The position in <see cref="FeatureSchema.Categories"/> where the state is <see cref="FeatureState.Category"/>.</summary>
    public int Category { get; }

    public FeatureState State { get; }

    public static FeatureValue OfNumber(double number) => new(FeatureState.Number, number, -1);

    public static FeatureValue OfCategory(int position) => new(FeatureState.Category, double.NaN, position);
}
