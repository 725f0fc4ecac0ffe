// Checks a log of this repository with golang.org/x/mod/sumdb, which shares no code with it.
//
//	tiles check FOLDER VKEY    the head, every inclusion, and consistency with every smaller tree
//	tiles request FOLDER OLD   the body of add-checkpoint, with Go's own proof from OLD entries
//
// Only the layout of files and the text of checkpoints are read by hand; notes, hashes, tiles and proofs are Go's.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// folder reads tiles of height 8 from files.
type folder string

func (f folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f folder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// entries reads all bundles of entries.
func (f folder) entries(size int64) ([][]byte, error) {
	var all [][]byte
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		// Level -1 is where Go keeps entries, under another name.
		tile := tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}
		path := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/data/")
		data, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		for len(data) > 0 {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return nil, errors.New("a torn entry in " + path)
			}
			length := int(binary.BigEndian.Uint16(data))
			all = append(all, data[2:2+length])
			data = data[2+length:]
		}
	}
	if int64(len(all)) != size {
		return nil, fmt.Errorf("%d entries where the head says %d", len(all), size)
	}
	return all, nil
}

// head reads the size and root of a checkpoint.
func head(text string) (tree tlog.Tree, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 {
		return tree, errors.New("a checkpoint has three lines")
	}
	tree.N, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tree, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != 32 {
		return tree, errors.New("the root is no hash")
	}
	copy(tree.Hash[:], root)
	return tree, nil
}

func check(f folder, checkpoint []byte, vkey string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	opened, err := note.Open(checkpoint, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	tree, err := head(opened.Text)
	if err != nil {
		return err
	}
	entries, err := f.entries(tree.N)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, f)
	for index, entry := range entries {
		proof, err := tlog.ProveRecord(tree.N, int64(index), reader)
		if err != nil {
			return err
		}
		leaf := tlog.RecordHash(entry)
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(index), leaf); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	for old := int64(1); old <= tree.N; old++ {
		proof, err := tlog.ProveTree(tree.N, old, reader)
		if err != nil {
			return err
		}
		root, err := tlog.TreeHash(old, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old, root); err != nil {
			return fmt.Errorf("consistency with %d: %w", old, err)
		}
	}
	fmt.Printf("%d entries, %d signatures\n", tree.N, len(opened.Sigs))
	return nil
}

func request(f folder, checkpoint []byte, old int64) error {
	text, _, found := strings.Cut(string(checkpoint), "\n\n")
	if !found {
		return errors.New("the checkpoint has no signatures")
	}
	tree, err := head(text + "\n")
	if err != nil {
		return err
	}
	fmt.Printf("old %d\n", old)
	if old > 0 && old < tree.N {
		proof, err := tlog.ProveTree(tree.N, old, tlog.TileHashReader(tree, f))
		if err != nil {
			return err
		}
		for _, hash := range proof {
			fmt.Println(base64.StdEncoding.EncodeToString(hash[:]))
		}
	}
	fmt.Printf("\n%s", checkpoint)
	return nil
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: tiles check FOLDER VKEY | tiles request FOLDER OLD")
	}
	f := folder(args[1])
	checkpoint, err := os.ReadFile(filepath.Join(args[1], "checkpoint"))
	if err != nil {
		return err
	}
	switch args[0] {
	case "check":
		return check(f, checkpoint, args[2])
	case "request":
		old, err := strconv.ParseInt(args[2], 10, 64)
		if err != nil {
			return err
		}
		return request(f, checkpoint, old)
	}
	return errors.New("unknown word " + args[0])
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "tiles:", err)
		os.Exit(1)
	}
}
