namespace Heed.Client;

/// <summary>Tells a prediction its features and its answer.</summary>
public delegate void Describe<in TInput, in TAnswer>(Prediction prediction, TInput input, TAnswer answer);
