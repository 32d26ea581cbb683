// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {IZkVerifier} from "./Verifier.sol";

/// @title Keeps outputs of one model that were shown to be right: an example of a contract that takes proofs.
/// @notice A proof is made for one sender, nonce, contract and chain, the context. Who sends it again finds another nonce; who copies it from the pool of
/// transactions is another sender; on another chain or in another registry it is worth nothing.
contract ResultRegistry {
    /// @notice The proof is not one of these values by this model, or was made for another sender, nonce, contract or chain.
    error NotProven();

    /// @notice A result was stored.
    event ResultStored(address indexed sender, uint256 indexed nonce, uint256[] publicValues);

    /// @notice The verifier of the model; whoever relies on the results compares its KEY_DIGEST, and that its SETUP_WARNING is empty.
    IZkVerifier public immutable VERIFIER;

    /// @notice Number of results of a sender, which is the nonce of the next one.
    mapping(address sender => uint256 count) public nonces;

    mapping(address sender => mapping(uint256 nonce => uint256[] publicValues)) private _results;

    constructor(IZkVerifier verifier) {
        VERIFIER = verifier;
    }

    /// @notice Stores outputs of the model under the sender's next nonce.
    /// @param proof Made with contextOf(msg.sender) as its context.
    /// @param publicValues The outputs, as the head of the verifier's file says.
    /// @return nonce Where they are stored.
    function submit(bytes calldata proof, uint256[] calldata publicValues) external returns (uint256 nonce) {
        if (!VERIFIER.verify(proof, publicValues, contextOf(msg.sender))) revert NotProven();
        nonce = nonces[msg.sender]++;
        _results[msg.sender][nonce] = publicValues;
        emit ResultStored(msg.sender, nonce, publicValues);
    }

    /// @notice The context of a sender's next proof.
    function contextOf(address sender) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), sender, nonces[sender]));
    }

    /// @notice The values stored for a sender under a nonce; empty if there are none.
    function resultOf(address sender, uint256 nonce) external view returns (uint256[] memory) {
        return _results[sender][nonce];
    }
}
