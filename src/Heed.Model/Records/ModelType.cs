namespace Heed.Model.Records;

/// <summary>What a model answers.</summary>
public enum ModelType
{
    /// <summary>One of two classes.</summary>
    Classification,

    /// <summary>One of three or more classes.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,

    /// <summary>A vector; a prediction beside it is optional.</summary>
    Embedding,

    /// <summary>A list of items, the best one first.</summary>
    Ranking,
}
