namespace Heed.Client.Predictions;

/// <summary>What a feature of one prediction holds.</summary>
internal enum FeatureKind : byte
{
    Absent,
    Number,
    Text,
    Truth,
    Null,
}
