namespace Heed.Model.Records;

/// <summary>What one record says of one feature.</summary>
public enum FeatureState : byte
{
    /// <summary>The record does not name the feature.</summary>
    Absent,

    /// <summary>JSON null, or an empty field of a CSV file.</summary>
    Null,

    /// <summary>A number, NaN and the infinities included.</summary>
    Number,

    /// <summary>A category that the baseline knows.</summary>
    Category,

    /// <summary>A category that the baseline does not know.</summary>
    Unseen,

    /// <summary>A value of another type than the feature's.</summary>
    Invalid,
}
