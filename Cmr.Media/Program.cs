Console.WriteLine("Cmr.Media");
