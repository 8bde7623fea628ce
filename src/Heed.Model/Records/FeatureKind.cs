namespace Heed.Model.Records;

/// <summary>What the values of a feature are.</summary>
public enum FeatureKind : byte
{
    Number,
    Category,
}
