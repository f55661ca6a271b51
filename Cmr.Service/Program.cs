Console.WriteLine("Cmr.Service");
